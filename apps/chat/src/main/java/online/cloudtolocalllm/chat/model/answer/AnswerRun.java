package online.cloudtolocalllm.chat.model.answer;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import online.cloudtolocalllm.chat.model.talk.Kept;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.chat.model.talk.Stage;
import online.cloudtolocalllm.client.model.Finish;
import org.jspecify.annotations.Nullable;

/**
 * One answer, from the wish for it to its end: stored once a second while it is read, and when it is over. Thread-safe; only
 * {@link #await} blocks.
 */
final class AnswerRun implements AnswerReader.Listener {

    private final Means means;
    private final Consequences told;
    private final Storing storing;
    private final Asking asking = new Asking();
    private final CountDownLatch stored = new CountDownLatch(1);
    private final Object lock = new Object();

    // Guarded by the lock.

    private Wish wish = Wish.ALL_OF_IT;
    private long conversation;
    private boolean resumed;
    private @Nullable Growing growing;
    private @Nullable RunningAnswer running;
    /** What came of it; null until it is over. */
    private @Nullable Message last;

    /** Who hears of it; called on any thread, must not block. */
    interface Consequences {

        /** {@link #message} is another one. */
        void changed(AnswerRun run);

        /** It is over, and stored unless the disk refused. Called once, as the last. */
        void ended(AnswerRun run);
    }

    private enum Wish {
        ALL_OF_IT,
        NO_MORE,
        KEPT_FOR_LATER
    }

    /**
     * One that is wished for.
     *
     * @param ends get its end if the disk refuses it
     * @param conversation where; 0 if that is not known yet
     * @param told makes who hears of it
     */
    AnswerRun(Means means, Ends ends, long conversation, Function<AnswerRun, Consequences> told) {
        this.means = means;
        this.conversation = conversation;
        this.told = told.apply(this);
        storing = new Storing(means, ends, this::meanwhile);
    }

    /** The conversation that it is in; 0 while that is not known. */
    long conversation() {
        synchronized (lock) {
            return conversation;
        }
    }

    /** The message with what has come; empty before there is one. */
    Optional<Message> message() {
        synchronized (lock) {
            Message over = last;
            return over != null
                    ? Optional.of(over)
                    : Optional.ofNullable(growing).map(Growing::now);
        }
    }

    /**
     * Begins, unless it was stopped or left before.
     *
     * @param place the stored message that it is to be put into
     */
    void begin(long where, Message place, Source source) {
        Wish before;
        synchronized (lock) {
            conversation = where;
            resumed = source instanceof Source.Resume;
            growing = new Growing(place, source, means.time());
            before = wish;
        }
        switch (before) {
            case ALL_OF_IT -> means.threads().execute(() -> read(source));
            case NO_MORE -> end(Stage.STOPPED, "");
            case KEPT_FOR_LATER -> leaveOrBreak();
        }
    }

    private void read(Source source) {
        if (source instanceof Source.Nowhere(String why)) {
            end(Stage.BROKEN, why);
            return;
        }
        try {
            asking.run(() -> new AnswerReader(means.asker(), this).read(source));
        } catch (RuntimeException e) {
            // A message must not stay unfinished for ever because of what a server sent.
            end(Stage.BROKEN, Reasons.unexpected(e));
        }
    }

    /** It could not even be stored that there is one: it is over. */
    void abandon() {
        settled();
    }

    /** The person wants no more of it; what came stays. */
    void stop() {
        RunningAnswer now;
        synchronized (lock) {
            if (wish != Wish.ALL_OF_IT) {
                return;
            }
            wish = Wish.NO_MORE;
            now = running;
        }
        // Before its reader hears of it, who would take it for a break.
        end(Stage.STOPPED, "");
        if (now != null) {
            now.cancel();
        } else {
            asking.end();
        }
    }

    /** The window closes: the daemon is to keep the answer. */
    void leave() {
        RunningAnswer now;
        synchronized (lock) {
            if (wish != Wish.ALL_OF_IT) {
                return;
            }
            wish = Wish.KEPT_FOR_LATER;
            now = running;
        }
        leaveOrBreak();
        if (now != null) {
            now.leave();
        } else {
            asking.end();
        }
    }

    private void leaveOrBreak() {
        over(so -> {
            Kept kept = so.kept();
            return kept.there() ? new Ending(so.safe(), kept) : ending(so, Stage.BROKEN, Reasons.notKept(!so.empty()));
        });
    }

    /** Waits until it is over and stored, or the disk has refused; false if that took longer. */
    boolean await(Duration limit) throws InterruptedException {
        return stored.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void reads(RunningAnswer now) {
        asking.answered();
        Wish what;
        synchronized (lock) {
            running = now;
            what = wish;
        }
        switch (what) {
            case ALL_OF_IT -> {}
            case NO_MORE -> now.cancel();
            case KEPT_FOR_LATER -> now.leave();
        }
    }

    @Override
    public void begun(Fetched.Begun begun) {
        grow(so -> so.begun(begun));
    }

    @Override
    public boolean piece(Fetched.Piece piece) {
        boolean fits = grow(so -> so.add(piece));
        if (!fits) {
            end(Stage.BROKEN, Reasons.tooLong(Growing.LONGEST_MILLIONS));
        }
        return fits;
    }

    /**
     * Whether it is not too long then. One that is over is read on without growing: whoever left it is told so soon, and an answer that
     * is given back before that would be cancelled.
     */
    private boolean grow(Consumer<Growing> step) {
        boolean fits;
        synchronized (lock) {
            if (last != null) {
                return true;
            }
            step.accept(growth());
            fits = !growth().tooLong();
            resumed = false;
        }
        storing.mark();
        told.changed(this);
        return fits;
    }

    private Growing growth() {
        synchronized (lock) {
            return Objects.requireNonNull(growing, "nothing comes before it has begun");
        }
    }

    @Override
    public void whole() {
        over(so -> {
            so.end();
            boolean cut = so.finish().map(Finish::reason).orElse("").equals("length");
            if (so.empty()) {
                return ending(so, Stage.BROKEN, Reasons.NOTHING_SAID);
            }
            return cut ? ending(so, Stage.BROKEN, Reasons.LIMIT) : ending(so, Stage.WHOLE, "");
        });
    }

    @Override
    public void broke(Trouble trouble) {
        over(so -> {
            if (trouble.kind() == Trouble.Kind.ENDED_HERE && so.kept().there()) {
                return new Ending(so.safe(), so.kept());
            }
            so.unserved(trouble.served());
            Ending ending = ending(so, Stage.BROKEN, Reasons.broken(trouble.by(so.served()), !so.empty(), resumed));
            return trouble.kind() == Trouble.Kind.TAKEN_OVER ? ending.elsewhere() : ending;
        });
    }

    @Override
    public Kept kept() {
        synchronized (lock) {
            return last == null ? growth().next() : Kept.NOTHING;
        }
    }

    /** What is stored meanwhile; empty once it is over. */
    private Optional<Ending> meanwhile() {
        synchronized (lock) {
            return last == null ? Optional.of(new Ending(growth().safe(), growth().kept())) : Optional.empty();
        }
    }

    private static Ending ending(Growing so, Stage stage, String problem) {
        so.end();
        return new Ending(so.now().ended(stage, problem), Kept.NOTHING);
    }

    private void end(Stage stage, String problem) {
        over(so -> ending(so, stage, problem));
    }

    private void over(Function<Growing, Ending> how) {
        Ending ending;
        synchronized (lock) {
            Growing so = growing;
            if (so == null || last != null) {
                return;
            }
            ending = how.apply(so);
            last = ending.message();
        }
        told.changed(this);
        storing.last(ending, this::settled);
    }

    private void settled() {
        stored.countDown();
        told.ended(this);
    }
}
