package online.cloudtolocalllm.tray;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.Locale;

/** Names, numbers and times as people read them on the desktop. What servers and files say is made harmless here. */
public final class Words {

    /** How long a text from outside may be in a line, in characters. */
    public static final int LINE = 60;

    private Words() {}

    /** The text as one line of at most {@link #LINE} characters: see {@link #line(String, int)}. */
    public static String line(String text) {
        return line(text, LINE);
    }

    /**
     * The text as one line: without control characters, without marks that turn the direction of writing, blanks put
     * together, and cut with an ellipsis when it is too long.
     *
     * @param limit in characters as Unicode counts them, the ellipsis included
     */
    public static String line(String text, int limit) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), limit));
        int length = 0;
        boolean gap = false;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int c = text.codePointAt(at);
            if (blank(c)) {
                gap = length > 0;
            } else if (visible(c)) {
                if (length + (gap ? 2 : 1) > limit) {
                    return cut(line);
                }
                if (gap) {
                    line.append(' ');
                    length++;
                    gap = false;
                }
                line.appendCodePoint(c);
                length++;
            }
        }
        return line.toString();
    }

    private static String cut(StringBuilder line) {
        int end = line.isEmpty() ? 0 : line.offsetByCodePoints(line.length(), -1);
        return line.substring(0, end).stripTrailing() + "…";
    }

    private static boolean blank(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static boolean visible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    /** A model's name in one line, without the tag that every model has when no other is named. */
    public static String model(String name) {
        return line(name.endsWith(":latest") ? name.substring(0, name.length() - ":latest".length()) : name);
    }

    /** A speed, such as {@code 38 tokens/s}. */
    public static String speed(double tokensPerSecond) {
        double speed = Math.clamp(tokensPerSecond, 0, 999_999);
        return (speed < 9.95 ? decimal(speed) : Long.toString(Math.round(speed))) + " tokens/s";
    }

    /** A short time, to the millisecond: {@code 2 ms}, {@code 1.5 s}; a shorter one is {@code < 1 ms}. */
    public static String latency(Duration time) {
        long millis = Math.round(time.toNanos() / 1e6);
        if (millis < 1) {
            return "< 1 ms";
        }
        return millis < 1_000 ? millis + " ms" : decimal(millis / 1e3) + " s";
    }

    /** What is left of a time, in whole minutes and rounded up: {@code 12 min}, {@code 1 h 5 min}. */
    public static String left(Duration time) {
        long minutes = Math.max(1, Math.ceilDiv(time.toSeconds(), 60));
        if (minutes < 60) {
            return minutes + " min";
        }
        return minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
    }

    /** A moment: {@code 09:30} today, {@code Nov 20} on another day. */
    public static String moment(Instant at, Instant now, ZoneId zone) {
        LocalDateTime then = LocalDateTime.ofInstant(at, zone);
        if (then.toLocalDate().equals(LocalDateTime.ofInstant(now, zone).toLocalDate())) {
            return twoDigits(then.getHour()) + ":" + twoDigits(then.getMinute());
        }
        return then.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH) + " " + then.getDayOfMonth();
    }

    /** A number with its noun, such as {@code 1 model} or {@code 7 models}. */
    public static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private static String decimal(double value) {
        long tenths = Math.round(value * 10);
        return tenths % 10 == 0 ? Long.toString(tenths / 10) : tenths / 10 + "." + tenths % 10;
    }

    private static String twoDigits(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}
