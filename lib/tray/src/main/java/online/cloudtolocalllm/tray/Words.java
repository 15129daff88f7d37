package online.cloudtolocalllm.tray;

import java.time.Duration;
import online.cloudtolocalllm.protocol.CanonicalName;
import online.cloudtolocalllm.protocol.words.Figures;
import online.cloudtolocalllm.protocol.words.PlainLine;

/** Names and times in the short form of a menu. What servers and files say is made harmless here. */
public final class Words {

    /** How long a text from outside may be in a line, in characters. */
    public static final int LINE = 60;

    private Words() {}

    /** The text as one line of at most {@link #LINE} characters: see {@link #line(String, int)}. */
    public static String line(String text) {
        return line(text, LINE);
    }

    /** The text as one line of at most so many characters: see {@link PlainLine#of}. */
    public static String line(String text, int limit) {
        return PlainLine.of(text, limit);
    }

    /** A model's name in one line, without the tag that every model has when no other is named. */
    public static String model(String name) {
        return line(CanonicalName.withoutUsualTag(name));
    }

    /** A short time, to the millisecond: {@code 2 ms}, {@code 1.5 s}; a shorter one is {@code < 1 ms}. */
    public static String latency(Duration time) {
        long millis = Math.round(time.toNanos() / 1e6);
        if (millis < 1) {
            return "< 1 ms";
        }
        return millis < 1_000 ? millis + " ms" : Figures.decimal(millis / 1e3) + " s";
    }

    /** What is left of a time, in whole minutes and rounded up: {@code 12 min}, {@code 1 h 5 min}. */
    public static String left(Duration time) {
        long minutes = Math.max(1, Math.ceilDiv(time.toSeconds(), 60));
        if (minutes < 60) {
            return minutes + " min";
        }
        return minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
    }
}
