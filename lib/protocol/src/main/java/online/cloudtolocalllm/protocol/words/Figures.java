package online.cloudtolocalllm.protocol.words;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.Locale;

/** Numbers and times as people read them, on a terminal and on the desktop. Pure. */
public final class Figures {

    /** No clock tells a time further off, and no calendar has the ends of {@link Instant}. */
    private static final Instant FIRST = Instant.parse("0001-01-02T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-12-30T00:00:00Z");

    private Figures() {}

    /** A span of time in its two largest units, such as {@code 3 h 12 min}. */
    public static String span(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3_600) {
            return seconds / 60 + " min";
        }
        if (seconds < 86_400) {
            return withRest(seconds / 3_600, " h", seconds % 3_600 / 60, " min");
        }
        return withRest(seconds / 86_400, " d", seconds % 86_400 / 3_600, " h");
    }

    private static String withRest(long large, String largeUnit, long small, String smallUnit) {
        return large + largeUnit + (small == 0 ? "" : " " + small + smallUnit);
    }

    /** A short time: {@code 0.4 ms}, {@code 41 ms}, {@code 2.3 s}. */
    public static String latency(Duration time) {
        double millis = time.toNanos() / 1e6;
        if (millis < 9.95) {
            return decimal(millis) + " ms";
        }
        return millis < 1_000 ? Math.round(millis) + " ms" : decimal(millis / 1_000) + " s";
    }

    /** A size, such as {@code 58 MB} or {@code 4.7 GB}. */
    public static String size(long bytes) {
        if (bytes < 1_000_000) {
            return Math.max(1, bytes / 1_000) + " KB";
        }
        return bytes < 1_000_000_000 ? bytes / 1_000_000 + " MB" : decimal(bytes / 1e9) + " GB";
    }

    /** A speed, such as {@code 38 tokens/s}; one that nothing reaches is cut down. */
    public static String speed(double tokensPerSecond) {
        double speed = Math.clamp(tokensPerSecond, 0, 999_999);
        return (speed < 9.95 ? decimal(speed) : Long.toString(Math.round(speed))) + " tokens/s";
    }

    /** A number with its noun, such as {@code 1 model} or {@code 7 models}. */
    public static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** A moment: {@code 09:30} today, {@code Nov 20} on another day. */
    public static String moment(Instant at, Instant now, ZoneId zone) {
        LocalDateTime then = local(at, zone);
        if (then.toLocalDate().equals(local(now, zone).toLocalDate())) {
            return twoDigits(then.getHour()) + ":" + twoDigits(then.getMinute());
        }
        return then.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH) + " " + then.getDayOfMonth();
    }

    /** A moment to the second: {@code 09:30:07} today, {@code Nov 20 09:30:07} on another day. */
    public static String momentToTheSecond(Instant at, Instant now, ZoneId zone) {
        String clock = clock(at, zone);
        String moment = moment(at, now, zone);
        // Of today it is the time, cut.
        return clock.startsWith(moment) ? clock : moment + " " + clock;
    }

    /** A time of day to the second, such as {@code 09:30:07}. */
    public static String clock(Instant at, ZoneId zone) {
        LocalDateTime then = local(at, zone);
        return twoDigits(then.getHour()) + ":" + twoDigits(then.getMinute()) + ":" + twoDigits(then.getSecond());
    }

    /** One decimal, none when it is zero; not by a formatter, which costs a tenth of the program's start. */
    public static String decimal(double value) {
        long tenths = Math.round(value * 10);
        return tenths % 10 == 0 ? Long.toString(tenths / 10) : tenths / 10 + "." + tenths % 10;
    }

    private static LocalDateTime local(Instant at, ZoneId zone) {
        Instant near = at.isBefore(FIRST) ? FIRST : at.isAfter(LAST) ? LAST : at;
        return LocalDateTime.ofInstant(near, zone);
    }

    private static String twoDigits(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}
