package online.cloudtolocalllm.broker;

import java.time.Duration;
import online.cloudtolocalllm.testkit.Until;

/** Time limits for tests in which every answer comes, however long a busy machine takes for it. */
public final class PatientLimits {

    private PatientLimits() {}

    /** The standard ones, but connecting and probes have as long as a test waits, and a connection is probed once. */
    public static TimeLimits probedOnce() {
        TimeLimits standard = TimeLimits.standard();
        return new TimeLimits(
                Until.LIMIT,
                Until.LIMIT,
                standard.firstByteOllama(),
                standard.firstByteHosted(),
                standard.firstByteOther(),
                standard.silence(),
                standard.unread(),
                Until.LIMIT,
                Duration.ofHours(1),
                Duration.ofHours(1));
    }
}
