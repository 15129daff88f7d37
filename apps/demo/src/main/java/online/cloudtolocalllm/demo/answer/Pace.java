package online.cloudtolocalllm.demo.answer;

import java.time.Duration;

/** When each piece of an answer may be said. Thread-safe: many answers may share one. */
@FunctionalInterface
public interface Pace {

    /**
     * Blocks until a piece may be sent.
     *
     * @param index the piece's place in its answer, from 0
     * @throws InterruptedException if the demo stops meanwhile
     */
    void awaitTurn(int index) throws InterruptedException;

    /** A steady speed; the first piece takes as long as five, as if the question were read first. */
    static Pace human(double tokensPerSecond) {
        Duration one = Duration.ofNanos((long) (1e9 / tokensPerSecond));
        Duration first = one.multipliedBy(5);
        return index -> Thread.sleep(index == 0 ? first : one);
    }
}
