package online.cloudtolocalllm.demo.answer;

import java.io.IOException;
import online.cloudtolocalllm.protocol.TimeSource;

/** Says answers piece by piece and measures how long that took. Thread-safe. */
public final class Narrator {

    private final Pace pace;
    private final TimeSource time;

    /** A narrator that speaks at this pace. */
    public Narrator(Pace pace, TimeSource time) {
        this.pace = pace;
        this.time = time;
    }

    /** Where pieces go. */
    @FunctionalInterface
    public interface Listener {

        /**
         * Takes one piece; blocks while the client does not read.
         *
         * @throws IOException if the client has left, which ends the answer
         */
        void hear(String piece) throws IOException;
    }

    /**
     * How long an answer took, in nanoseconds, each at least 1 because clients expect the fields and Ollama leaves zeros out.
     *
     * @param total from the request to the last piece
     * @param prompt until the first piece
     * @param eval from the first piece to the last
     */
    public record Timings(long total, long prompt, long eval) {}

    /**
     * Says the answer; blocks until it is said.
     *
     * @throws IOException if the listener did
     * @throws InterruptedException if the demo stops meanwhile
     */
    public Timings say(Answer answer, Listener listener) throws IOException, InterruptedException {
        long start = time.nanoTime();
        long first = start;
        for (int i = 0; i < answer.pieces().size(); i++) {
            pace.awaitTurn(i);
            first = i == 0 ? time.nanoTime() : first;
            listener.hear(answer.pieces().get(i));
        }
        long end = time.nanoTime();
        return new Timings(Math.max(1, end - start), Math.max(1, first - start), Math.max(1, end - first));
    }

    /**
     * Lets the time of the answer pass without telling anybody; blocks as long as {@link #say}.
     *
     * @throws InterruptedException if the demo stops meanwhile
     */
    public Timings think(Answer answer) throws InterruptedException {
        try {
            return say(answer, piece -> {});
        } catch (IOException e) {
            throw new IllegalStateException("nobody listened, so nobody left", e);
        }
    }
}
