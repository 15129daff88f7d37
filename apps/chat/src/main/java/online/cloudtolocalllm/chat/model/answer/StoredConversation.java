package online.cloudtolocalllm.chat.model.answer;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import online.cloudtolocalllm.chat.model.InOrder;
import online.cloudtolocalllm.chat.model.talk.Image;
import online.cloudtolocalllm.chat.model.talk.OpenConversation;
import online.cloudtolocalllm.chat.model.talk.Profile;
import online.cloudtolocalllm.chat.model.talk.TalkState;
import online.cloudtolocalllm.chat.store.ConversationStore;

/**
 * The open conversation over a store and those who answer. For JavaFX's thread: the store is asked on a thread of its own, one thing
 * after the other, and each answer is read on one of its own.
 */
public final class StoredConversation implements OpenConversation {

    /** Nobody waits for it but whoever opens the next window. */
    private static final Duration CLOSING = Duration.ofSeconds(6);

    private final ConversationStore store;
    private final Supplier<String> usualModel;
    private final InOrder disk;
    private final Desk desk = new Desk();
    private final Ends ends;
    private final Answers answers;
    private final Beginnings beginnings;
    private final Drafts drafts;
    private final Drafts changed;
    private final Edits edits;
    private final Reading reading;
    private final Starting starting;

    private volatile boolean closed;

    /**
     * A new conversation, and the answers that were being written when the program ended, which are read on.
     *
     * @param home runs what is handed to it on JavaFX's thread, later and in order
     * @param usualModel the open conversation's model if it can be asked, else the one to ask instead; empty if there is none; called on JavaFX's thread, must not block
     */
    public StoredConversation(Means means, Executor home, Supplier<String> usualModel) {
        this.store = means.store();
        this.usualModel = usualModel;
        Executor here = action -> home.execute(() -> {
            if (!closed) {
                action.run();
            }
        });
        disk = new InOrder(means.threads());
        beginnings = new Beginnings(store, means.time());
        drafts = new Drafts(means, ConversationStore::draft, disk);
        changed = new Drafts(means, ConversationStore::edits, disk);
        edits = new Edits(changed);
        ends = new Ends(means, disk);
        answers = new Answers(means, ends, here, new Told());
        reading = new Reading(store, disk, here, desk, answers, drafts, changed);
        starting = new Starting(store, disk, here, desk, answers);
        store.onProblem(sentences -> here.execute(() -> {
            desk.trouble(sentences);
            desk.tell(answers);
        }));
        disk.execute(() -> {
            drafts.read(0);
            store.unfinished().forEach(left -> answers.wish(left.conversation())
                    .begin(left.conversation(), left.message(), new Source.Resume(left.kept())));
            here.execute(() -> desk.tell(answers));
        });
    }

    private final class Told implements Answers.Listener {

        @Override
        public void changed(AnswerRun run) {
            if (run.conversation() == desk.seat().number()) {
                desk.tell(answers);
            }
        }

        @Override
        public void ended(AnswerRun run) {
            Seat seat = desk.seat();
            run.message().ifPresent(message -> seat.pages(seat.pages().with(message)));
            desk.tell(answers);
        }
    }

    @Override
    public void onChange(Consumer<TalkState> listener) {
        desk.onChange(listener, answers);
    }

    @Override
    public TalkState state() {
        return desk.state(answers);
    }

    @Override
    public void open(long conversation) {
        reading.open(conversation);
    }

    @Override
    public void openAt(long conversation, long message) {
        reading.openAt(conversation, message);
    }

    @Override
    public void begin(Profile profile) {
        desk.seat(Seat.fresh(profile));
        desk.tell(answers);
    }

    @Override
    public void beginLike(String model) {
        String usual = usualModel.get();
        begin(Profile.PLAIN.withModel(model.isEmpty() || usual.isEmpty() ? model : usual));
    }

    @Override
    public void profile(Profile profile) {
        desk.seat().profile(profile);
        long number = desk.seat().number();
        if (number != 0) {
            disk.execute(() -> store.profile(number, profile));
        }
        desk.tell(answers);
    }

    @Override
    public void forget(long conversation) {
        answers.in(conversation).ifPresent(AnswerRun::stop);
        if (conversation != 0 && desk.seat().number() == conversation) {
            begin(desk.seat().profile());
        }
    }

    @Override
    public void reread(long conversation) {
        reading.reread(conversation);
    }

    @Override
    public boolean send(String text, List<Image> images) {
        List<Image> pictures = List.copyOf(images);
        if (text.isBlank() && pictures.isEmpty()) {
            return false;
        }
        long number = desk.seat().number();
        boolean taken = start(
                (conversation, profile) -> beginnings.send(conversation, profile, text, pictures),
                true,
                () -> drafts.giveBack(number, text));
        if (taken) {
            drafts.keep(number, "");
        }
        return taken;
    }

    @Override
    public void stop() {
        Seat seat = desk.seat();
        seat.starting().or(() -> answers.in(seat.number())).ifPresent(AnswerRun::stop);
    }

    @Override
    public void again(long answer) {
        start((conversation, profile) -> beginnings.again(conversation, profile, answer), true, () -> {});
    }

    @Override
    public void edit(long question, String text) {
        long number = desk.seat().number();
        boolean taken = start(
                (conversation, profile) -> beginnings.edit(conversation, profile, question, text),
                true,
                () -> drafts.giveBack(number, text));
        if (taken) {
            edits.leave(number, question);
        }
    }

    @Override
    public void goOn(long answer) {
        start(
                (conversation, profile) -> ends.stored(answer)
                        ? beginnings.goOn(conversation, profile, answer)
                        : new Beginnings.Begun.Refused(Reasons.END_NOT_STORED),
                false,
                () -> {});
    }

    private boolean start(Starting.Step step, boolean end, Runnable refused) {
        Profile asked = desk.seat().profile();
        if (asked.model().isBlank() && !usualModel.get().isBlank()) {
            profile(asked.withModel(usualModel.get()));
        }
        return starting.start(
                (conversation, profile) -> {
                    // What is asked is made of what is stored.
                    ends.store();
                    return step.apply(conversation, profile);
                },
                end,
                refused);
    }

    @Override
    public void version(long message) {
        reading.version(message);
    }

    @Override
    public void earlier() {
        reading.earlier();
    }

    @Override
    public void later() {
        reading.later();
    }

    @Override
    public void newest() {
        reading.newest();
    }

    @Override
    public String draft() {
        return drafts.of(desk.seat().number());
    }

    @Override
    public void draft(String text) {
        drafts.keep(desk.seat().number(), text);
    }

    @Override
    public Map<Long, String> edits() {
        return edits.of(desk.seat().number());
    }

    @Override
    public void keepEdit(long question, String text) {
        edits.keep(desk.seat().number(), question, text);
    }

    @Override
    public void leaveEdit(long question) {
        edits.leave(desk.seat().number(), question);
    }

    @Override
    public void close() {
        closed = true;
        disk.execute(drafts::save);
        disk.execute(changed::save);
        long end = System.nanoTime() + CLOSING.toNanos();
        try {
            // A question that was just asked is left to the daemon, too.
            disk.await(CLOSING);
            answers.leave(left(end));
            disk.execute(ends::store);
            disk.await(left(end));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Duration left(long end) {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }
}
