package online.cloudtolocalllm.chat.view;

import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.Executor;
import javafx.application.Platform;
import online.cloudtolocalllm.chat.model.ChatFeed;
import online.cloudtolocalllm.chat.model.ChatState;
import online.cloudtolocalllm.chat.model.InOrder;
import online.cloudtolocalllm.chat.model.ModelChoice;
import online.cloudtolocalllm.chat.model.Undo;
import online.cloudtolocalllm.chat.model.answer.DaemonAsker;
import online.cloudtolocalllm.chat.model.answer.Means;
import online.cloudtolocalllm.chat.model.answer.StoredConversation;
import online.cloudtolocalllm.chat.model.library.Catalog;
import online.cloudtolocalllm.chat.model.library.DaemonModels;
import online.cloudtolocalllm.chat.model.library.Errands;
import online.cloudtolocalllm.chat.model.library.Library;
import online.cloudtolocalllm.chat.model.library.ModelQuestions;
import online.cloudtolocalllm.chat.model.library.pull.UnfinishedPulls;
import online.cloudtolocalllm.chat.model.list.ConversationList;
import online.cloudtolocalllm.chat.model.picker.Picker;
import online.cloudtolocalllm.chat.model.profile.Options;
import online.cloudtolocalllm.chat.model.standing.Choices;
import online.cloudtolocalllm.chat.model.standing.ClosingChoice;
import online.cloudtolocalllm.chat.model.standing.ClosingSetting;
import online.cloudtolocalllm.chat.model.standing.DaemonRemedies;
import online.cloudtolocalllm.chat.model.standing.FirstRun;
import online.cloudtolocalllm.chat.model.standing.Guide;
import online.cloudtolocalllm.chat.model.standing.TrayFace;
import online.cloudtolocalllm.chat.model.standing.TrayNews;
import online.cloudtolocalllm.chat.model.talk.TalkState;
import online.cloudtolocalllm.chat.store.ConversationStore;
import online.cloudtolocalllm.chat.store.SqliteStore;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.window.Shell;

/** What the window knows and does, put together; nothing of it is drawn here. For JavaFX's thread. */
final class ChatModels implements AutoCloseable {

    /** A start that comes meanwhile waits for ten. */
    private static final Duration LAST = Duration.ofSeconds(8);

    final ConversationStore store;
    final ChatFeed feed;
    final StoredConversation talk;
    final ConversationList list;
    final Picker picker;
    final Options options;
    final Library library;
    final FirstRun firstRun;
    final ClosingSetting closing;
    final TrayNews news;

    private final Errands errands;
    private final Catalog catalog;
    private final UnfinishedPulls unfinished;

    private ChatState known = ChatState.EMPTY;

    /** What is drawn when something changed; called on JavaFX's thread. */
    interface Listener {

        /** Of the daemon. */
        void daemon(ChatState state);

        /** Of the open conversation. */
        void talk(TalkState state);

        /** Of the ways out of a standstill. */
        void guide(Guide guide);

        /** Of what closing the window does. */
        void closing(ClosingChoice choice);
    }

    ChatModels(Shell shell, Undo undo, TimeSource time, Listener listener) {
        Executor screen = Platform::runLater;
        store = new SqliteStore(shell.locations(), time);
        errands = new Errands(screen);
        feed = new ChatFeed(shell.daemon(), state -> screen.execute(() -> daemon(state, listener)));
        talk = new StoredConversation(Means.of(store, new DaemonAsker(feed.service())), screen, () -> known.model()
                .map(ModelChoice::model)
                .orElse(""));
        list = new ConversationList(store, talk, undo, errands.aside(), time, ZoneId.systemDefault());
        ModelQuestions questions = new DaemonModels(feed.service());
        catalog = new Catalog(questions, errands);
        picker = new Picker(questions, errands, catalog);
        library = new Library(questions, errands, catalog, undo, time);
        unfinished = new UnfinishedPulls(store, new InOrder(errands::start), screen, library.downloads());
        options = new Options(talk, store, errands, undo);
        firstRun = new FirstRun(new DaemonRemedies(shell.daemon()), ChatModels::remedy, screen, listener::guide);
        closing = new ClosingSetting(Choices.in(store), new InOrder(errands::start), screen, listener::closing);
        news = new TrayNews(TrayFace.of(shell.daemon()));
    }

    /** Nobody waits for it when the window closes: it takes half a minute, and the daemon does it all the same. */
    private static void remedy(Runnable work) {
        Thread.ofVirtual().name("remedy").start(work);
    }

    private void daemon(ChatState state, Listener listener) {
        known = state;
        catalog.show(state);
        library.show(state);
        firstRun.show(state);
        listener.daemon(state);
    }

    /** Begins: what is told from now on is drawn. */
    void start(Listener listener) {
        talk.onChange(state -> {
            feed.choose(state.profile().model());
            list.show(state);
            options.show(state);
            news.show(state);
            listener.talk(state);
        });
        library.onChange(state -> unfinished.show(state.pulls()));
        list.start();
    }

    /** Begins nothing more that is only for the window. Does not block. */
    @Override
    public void close() {
        unfinished.end();
        library.close();
    }

    /**
     * Leaves the running answers to the daemon, and lets what was begun be stored. For a thread that may block, once the window is gone;
     * returns soon, or after some seconds where the disk hangs.
     */
    void finish() {
        Thread last = Thread.ofVirtual().name("last saving").start(() -> {
            talk.close();
            errands.close();
            feed.close();
            store.close();
        });
        try {
            // Not waited for any longer, it ends with the process.
            var _ = last.join(LAST);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
