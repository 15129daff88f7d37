package online.cloudtolocalllm.cli.run;

import java.time.Duration;

/** How a command waits before it looks again, so that tests need not. */
@FunctionalInterface
public interface Pause {

    /**
     * Waits.
     *
     * @throws InterruptedException if interrupted, which ends the command
     */
    void of(Duration time) throws InterruptedException;
}
