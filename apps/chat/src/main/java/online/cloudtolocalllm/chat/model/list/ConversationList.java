package online.cloudtolocalllm.chat.model.list;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import online.cloudtolocalllm.chat.model.Aside;
import online.cloudtolocalllm.chat.model.Undo;
import online.cloudtolocalllm.chat.model.exchange.Told;
import online.cloudtolocalllm.chat.model.talk.Conversation;
import online.cloudtolocalllm.chat.model.talk.Found;
import online.cloudtolocalllm.chat.model.talk.TalkActions;
import online.cloudtolocalllm.chat.model.talk.TalkState;
import online.cloudtolocalllm.chat.store.ConversationStore;
import online.cloudtolocalllm.protocol.TimeSource;

/**
 * The conversations, all of them or those that were looked for, and which of them is open. The store is asked aside; until it has answered
 * the rows before it stay. For JavaFX's thread; no method blocks.
 */
public final class ConversationList {

    /** So many are read at first, and so many more whenever the last of them is seen. */
    static final int PAGE = 200;

    private final TalkActions talk;
    private final TimeSource time;
    private final ZoneId zone;
    private final Search search;
    private final ConversationChanges changes;
    private final ConversationFiles files;
    private Consumer<ListState> listener = state -> {};

    private ListState state = ListState.UNREAD;
    private Search.Question question = new Search.Question("", PAGE);
    private Search.Answer answer = new Search.Answer(question, List.of(), false);
    private Optional<Conversation> open = Optional.empty();
    private Set<Long> running = Set.of();

    /**
     * Reads nothing before {@link #start}.
     *
     * @param store asked aside
     * @param talk told what to open, and what was changed
     * @param undo offers the way back
     * @param aside where the store is asked, several at a time
     * @param zone where it is today or yesterday
     */
    public ConversationList(
            ConversationStore store, TalkActions talk, Undo undo, Aside aside, TimeSource time, ZoneId zone) {
        this.talk = talk;
        this.time = time;
        this.zone = zone;
        search = new Search(store, aside, this::found);
        changes = new ConversationChanges(store, talk, undo, aside.inOrder(), time, this::refresh, this::tell);
        files = new ConversationFiles(store, talk, undo, aside, changes, this::refresh, this::tell);
    }

    /** Forgets what was deleted before the last end of the program, and reads the list. */
    public void start() {
        changes.purge();
        refresh();
    }

    /**
     * Tells each new state, also the one that is now.
     *
     * @param told called on JavaFX's thread
     */
    public void onChange(Consumer<ListState> told) {
        listener = told;
        told.accept(state);
    }

    /** What is done with conversations. */
    public ConversationChanges changes() {
        return changes;
    }

    /** Conversations as files. */
    public ConversationFiles files() {
        return files;
    }

    /** Looks for conversations with these words; blank ones show all. */
    public void search(String words) {
        if (!words.equals(question.words())) {
            question = new Search.Question(words, PAGE);
            search.ask(question);
        }
    }

    /** Reads further, if there is more. */
    public void more() {
        if (answer.more() && question.most() == answer.question().most()) {
            question = new Search.Question(question.words(), question.most() + PAGE);
            search.ask(question);
        }
    }

    /** Reads the list anew: something was changed elsewhere, or it is another day. */
    public void refresh() {
        search.ask(question);
    }

    private void found(Search.Answer came) {
        answer = came;
        state = new ListState(came.question().words(), true, state.rows(), state.notice());
        draw();
    }

    /** How the open conversation is now; to be told each time. */
    public void show(TalkState now) {
        if (open.equals(now.conversation()) && running.equals(now.running())) {
            return;
        }
        open = now.conversation();
        running = now.running();
        draw();
        refresh();
    }

    private void draw() {
        LocalDate today = Groups.day(time.now(), zone);
        long number = open.map(Conversation::number).orElse(0L);
        List<ListRow> rows = Groups.rows(answer, today, zone, running, number);
        set(new ListState(state.words(), state.read(), rows, state.notice()));
    }

    private void set(ListState next) {
        state = next;
        listener.accept(next);
    }

    /** Opens a conversation; one that was looked for where the words are. */
    public void open(Found found) {
        dismiss();
        long number = found.conversation().number();
        if (found.message() == 0) {
            talk.open(number);
        } else {
            talk.openAt(number, found.message());
        }
    }

    /** Begins a new conversation with the model of the open one. */
    public void begin() {
        dismiss();
        talk.beginLike(talk.state().profile().model());
    }

    private void tell(Told told) {
        set(new ListState(state.words(), state.read(), state.rows(), told));
    }

    /** The notice was read. */
    public void dismiss() {
        if (!state.notice().equals(ListState.SILENT)) {
            tell(ListState.SILENT);
        }
    }
}
