package online.cloudtolocalllm.chat.model.answer;

import java.time.Duration;
import java.util.Optional;
import online.cloudtolocalllm.protocol.TimeSource;

/** Measures how long a model took to begin, and to think. For one thread at a time. */
final class Stopwatch {

    private final TimeSource time;
    private final boolean fromTheQuestion;
    private final long asked;
    private boolean thinks;
    private long thinksSince;
    private Optional<Duration> first = Optional.empty();
    private Optional<Duration> thought = Optional.empty();

    /**
     * Begins.
     *
     * @param fromTheQuestion whether the model is asked now; otherwise it was at another time, which is not known
     */
    Stopwatch(TimeSource time, boolean fromTheQuestion) {
        this.time = time;
        this.fromTheQuestion = fromTheQuestion;
        asked = time.nanoTime();
    }

    /** Something came. */
    void piece(boolean thinking, boolean text) {
        long now = time.nanoTime();
        if (fromTheQuestion && first.isEmpty() && (thinking || text)) {
            first = Optional.of(Duration.ofNanos(now - asked));
        }
        if (thinking && !thinks && thought.isEmpty() && fromTheQuestion) {
            thinks = true;
            thinksSince = now;
        }
        if (text) {
            stopThinking(now);
        }
    }

    /** Nothing more comes. */
    void end() {
        stopThinking(time.nanoTime());
    }

    private void stopThinking(long now) {
        if (thinks) {
            thinks = false;
            thought = Optional.of(Duration.ofNanos(now - thinksSince));
        }
    }

    /** From the question to the first words or thoughts, if that is known. */
    Optional<Duration> first() {
        return first;
    }

    /** How long it thought, once it is known. */
    Optional<Duration> thought() {
        return thought;
    }
}
