package online.cloudtolocalllm.settings.model.logs;

import java.util.Locale;
import java.util.Optional;

/** How much a line of the log matters, the most first. */
public enum LogLevel {
    /** Something failed. */
    ERROR,
    /** Something is not as it should be. */
    WARN,
    /** What happened. */
    INFO,
    /** How it happened. */
    DEBUG;

    /** The level of this word, as the log writes it. */
    static Optional<LogLevel> of(String word) {
        for (LogLevel level : values()) {
            if (level.name().equals(word)) {
                return Optional.of(level);
            }
        }
        return Optional.empty();
    }

    /** Its value for the setting {@code log.level}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a line of this level is among those that matter at least so much. */
    public boolean isAtLeast(LogLevel least) {
        return compareTo(least) <= 0;
    }
}
