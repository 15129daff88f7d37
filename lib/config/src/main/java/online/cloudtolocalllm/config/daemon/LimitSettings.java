package online.cloudtolocalllm.config.daemon;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * How long the daemon waits for what.
 *
 * @param times a time for each key of the section {@code limits}; what is missing is filled in with its default
 */
public record LimitSettings(Map<DaemonKey, Duration> times) {

    /** The limits that the product promises. */
    public static final LimitSettings STANDARD = new LimitSettings(Map.of());

    /** Completes the times. */
    public LimitSettings {
        Map<DaemonKey, Duration> all = new EnumMap<>(DaemonKey.class);
        DaemonKey.limits().forEach(key -> all.put(key, key.standardTime()));
        all.putAll(times);
        times = Map.copyOf(all);
    }

    /**
     * The time of one key of the section {@code limits}.
     *
     * @throws IllegalArgumentException if the key is of another section
     */
    public Duration of(DaemonKey key) {
        Duration time = times.get(key);
        if (time == null) {
            throw new IllegalArgumentException(key.dotted() + " is no limit");
        }
        return time;
    }
}
