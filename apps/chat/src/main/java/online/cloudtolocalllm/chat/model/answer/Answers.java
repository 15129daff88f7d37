package online.cloudtolocalllm.chat.model.answer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/** All answers that are being written. Thread-safe. */
final class Answers {

    /** How often a growing answer is told of. */
    static final Duration PERIOD = Duration.ofMillis(100);

    private final Means means;
    private final Ends ends;
    private final Executor home;
    private final Listener listener;
    private final List<AnswerRun> running = new CopyOnWriteArrayList<>();

    /** Who hears of them; called by the executor that was given. */
    interface Listener {

        /** It is another one; at most ten times a second. */
        void changed(AnswerRun run);

        /** It is over. */
        void ended(AnswerRun run);
    }

    /** None yet. */
    Answers(Means means, Ends ends, Executor home, Listener listener) {
        this.means = means;
        this.ends = ends;
        this.home = home;
        this.listener = listener;
    }

    /** One more, which has to be begun or abandoned. Does not block. */
    AnswerRun wish(long conversation) {
        AnswerRun run = new AnswerRun(means, ends, conversation, Telling::new);
        running.add(run);
        return run;
    }

    private final class Telling implements AnswerRun.Consequences {

        private final Paced paced;

        Telling(AnswerRun run) {
            paced = new Paced(means.later(), means.time(), PERIOD, home, () -> listener.changed(run));
        }

        @Override
        public void changed(AnswerRun run) {
            paced.mark();
        }

        @Override
        public void ended(AnswerRun run) {
            paced.end();
            home.execute(() -> {
                // Only here: until its end has been shown, what it knows is newer than what is shown.
                running.remove(run);
                listener.ended(run);
            });
        }
    }

    /** The one in this conversation. */
    Optional<AnswerRun> in(long conversation) {
        return running.stream()
                .filter(run -> conversation != 0 && run.conversation() == conversation)
                .findFirst();
    }

    /** What was read may be older than what is known of the answer that was being written in it, or of those that are not stored yet. */
    Pages asItIs(Pages read, Optional<AnswerRun> run) {
        return run.flatMap(AnswerRun::message).map(ends.with(read)::with).orElseGet(() -> ends.with(read));
    }

    /** The conversations that have one. */
    Set<Long> conversations() {
        return running.stream()
                .map(AnswerRun::conversation)
                .filter(number -> number != 0)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Leaves all of them to the daemon and waits until what came is stored. Blocks up to this time. */
    void leave(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        List<AnswerRun> all = new ArrayList<>(running);
        all.forEach(AnswerRun::leave);
        try {
            for (AnswerRun run : all) {
                run.await(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
