package online.cloudtolocalllm.settings.model.apps;

import java.time.Duration;
import java.time.Instant;
import online.cloudtolocalllm.protocol.words.Figures;
import online.cloudtolocalllm.window.words.Words;

/** What is said about a key. Pure. */
public final class KeyWords {

    private KeyWords() {}

    /** What a privacy rule means. */
    public static String privacy(String word) {
        return switch (word) {
            case "any" -> "anywhere";
            case "lan" -> "within my network";
            case "local" -> "not off this computer";
            default -> Words.plain(word);
        };
    }

    /** How much it was used, and when last. */
    public static String use(AppKey key, Instant now) {
        if (key.lastUsed().isEmpty() && key.requests() == 0) {
            return key.created()
                    .map(created -> "Made " + ago(created, now) + ", not used yet")
                    .orElse("Not used yet");
        }
        String used = grouped(key.requests(), "request");
        String tokens = key.tokens() == 0 ? "" : " · " + grouped(key.tokens(), "token");
        return used
                + tokens
                + key.lastUsed().map(last -> " · last " + ago(last, now)).orElse("");
    }

    private static String ago(Instant then, Instant now) {
        Duration time = Duration.between(then, now);
        return time.toSeconds() < 5 ? "just now" : Figures.span(time) + " ago";
    }

    /** Large numbers in groups of three that no language reads as a decimal point: 12 345. */
    private static String grouped(long number, String noun) {
        String digits = Long.toString(number);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < digits.length(); i++) {
            if (i > 0 && (digits.length() - i) % 3 == 0) {
                // A space at which no line breaks.
                text.append('\u202f');
            }
            text.append(digits.charAt(i));
        }
        return text + " " + noun + (number == 1 ? "" : "s");
    }
}
