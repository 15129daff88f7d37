package online.cloudtolocalllm.settings.model.logs;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import online.cloudtolocalllm.config.daemon.DaemonConfig.LogLevel;
import online.cloudtolocalllm.protocol.words.PlainLine;

/**
 * A line of the log. Untrusted: a message may quote what a server sent.
 *
 * @param at when it was written; empty for a line that goes on with the one before, such as those of a stack trace
 * @param level how much it matters; that of the line before where it has none of its own
 * @param source which part of the daemon wrote it; may be empty
 * @param message what it says, without marks that turn the writing
 * @param text the whole line, for copying
 */
public record LogLine(Optional<Instant> at, LogLevel level, String source, String message, String text) {

    /** The longest line that is kept, in characters. */
    static final int LONGEST = 4_000;

    private static final Pattern LINE = Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT\\S{1,30}Z) ([A-Z]{4,5}) (\\S+) (.*)");

    /**
     * Reads a line.
     *
     * @param before the level of the line before
     */
    static LogLine read(String line, LogLevel before) {
        String text = PlainLine.of(line, LONGEST);
        Matcher parts = LINE.matcher(text);
        if (parts.matches()) {
            Optional<LogLevel> level = LogLevel.ofWord(parts.group(2).toLowerCase(Locale.ROOT));
            Optional<Instant> at = time(parts.group(1));
            if (level.isPresent() && at.isPresent()) {
                return new LogLine(at, level.get(), parts.group(3), parts.group(4), text);
            }
        }
        return new LogLine(Optional.empty(), before, "", text, text);
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Whether it has these words, in whatever case. */
    boolean has(String lowerCase) {
        return text.toLowerCase(Locale.ROOT).contains(lowerCase);
    }
}
