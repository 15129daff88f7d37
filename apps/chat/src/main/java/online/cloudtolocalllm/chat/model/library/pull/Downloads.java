package online.cloudtolocalllm.chat.model.library.pull;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import online.cloudtolocalllm.chat.model.library.Errands;
import online.cloudtolocalllm.chat.model.library.ModelQuestions;
import online.cloudtolocalllm.protocol.TimeSource;

/**
 * All downloads of this window, which go on whatever is shown. For JavaFX's thread; no method blocks.
 */
public final class Downloads implements AutoCloseable {

    private final ModelQuestions questions;
    private final Errands errands;
    private final TimeSource time;
    private final Listener listener;
    private final Map<Long, Pull> pulls = new LinkedHashMap<>();
    private final Map<Long, RunningPull> running = new HashMap<>();
    private long last;

    /** Who hears of them, on JavaFX's thread. */
    public interface Listener {
        /** Something changed. */
        void changed();

        /** A model is there. */
        void there(Pull pull);
    }

    /** None yet. */
    public Downloads(ModelQuestions questions, Errands errands, TimeSource time, Listener listener) {
        this.questions = questions;
        this.errands = errands;
        this.time = time;
        this.listener = listener;
    }

    /** All that were not dismissed, in the order in which they were asked for. */
    public List<Pull> all() {
        return List.copyOf(pulls.values());
    }

    /**
     * Begins one, or resumes the same one.
     *
     * @param connection where to; empty for wherever the daemon chooses
     * @return whether it was begun; false if it is under way already
     */
    public boolean start(String model, String connection) {
        for (Pull pull : pulls.values()) {
            if (pull.sameAs(model, connection)) {
                if (pull.running()) {
                    return false;
                }
                run(Pull.asked(pull.number(), model, connection));
                return true;
            }
        }
        run(Pull.asked(++last, model, connection));
        return true;
    }

    /** One that a window before this one began and did not see the end of. */
    void interrupted(String model, String connection) {
        if (pulls.values().stream().noneMatch(pull -> pull.sameAs(model, connection))) {
            Pull pull = Pull.asked(++last, model, connection).ended(Pull.Stage.INTERRUPTED, "");
            pulls.put(pull.number(), pull);
            listener.changed();
        }
    }

    private void run(Pull pull) {
        RunningPull run = new RunningPull(pull, questions, time, (from, now) -> errands.tell(() -> take(from, now)));
        pulls.put(pull.number(), pull);
        running.put(pull.number(), run);
        errands.start(run);
        listener.changed();
    }

    /** What a cancelled one says later is no news. */
    private void take(RunningPull from, Pull now) {
        if (!from.equals(running.get(now.number()))) {
            return;
        }
        pulls.put(now.number(), now);
        if (!now.running()) {
            running.remove(now.number());
        }
        listener.changed();
        if (now.stage() == Pull.Stage.THERE) {
            listener.there(now);
        }
    }

    /** Ends one. What came stays with the server. */
    public void cancel(long number) {
        RunningPull run = running.remove(number);
        if (run != null) {
            run.cancel();
            change(number, pull -> pull.ended(Pull.Stage.CANCELLED, ""));
        }
    }

    /** Goes on with one that was cancelled or broke off, where it ended. */
    public void resume(long number) {
        Pull pull = pulls.get(number);
        if (pull != null && pull.resumable()) {
            run(new Pull(
                    number,
                    pull.model(),
                    pull.wished(),
                    pull.connection(),
                    Pull.Stage.RUNNING,
                    "",
                    pull.layers(),
                    pull.earlier(),
                    pull.speed(),
                    ""));
        }
    }

    /** Takes one that is over from the list. */
    public void dismiss(long number) {
        Pull pull = pulls.get(number);
        if (pull != null && !pull.running()) {
            pulls.remove(number);
            listener.changed();
        }
    }

    private void change(long number, UnaryOperator<Pull> step) {
        Pull pull = pulls.get(number);
        if (pull != null) {
            pulls.put(number, step.apply(pull));
            listener.changed();
        }
    }

    /** Ends all that are under way. */
    @Override
    public void close() {
        List.copyOf(running.keySet()).forEach(this::cancel);
    }
}
