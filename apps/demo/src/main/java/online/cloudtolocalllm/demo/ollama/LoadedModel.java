package online.cloudtolocalllm.demo.ollama;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import online.cloudtolocalllm.protocol.TimeSource;

/** Whether the model counts as loaded. Thread-safe. */
public final class LoadedModel {

    private final TimeSource time;
    private volatile Instant until = Instant.EPOCH;

    /** A model that is not loaded. */
    public LoadedModel(TimeSource time) {
        this.time = time;
    }

    /** Loads it for as long as Ollama does when nobody says otherwise. */
    public void keep() {
        keep(KeepAlive.BY_DEFAULT);
    }

    /** Loads it for this long from now on; zero unloads it. */
    void keep(Duration keepAlive) {
        until = time.now().plus(keepAlive);
    }

    /** When it leaves, if it is loaded. */
    Optional<Instant> expiresAt() {
        return Optional.of(until).filter(time.now()::isBefore);
    }
}
