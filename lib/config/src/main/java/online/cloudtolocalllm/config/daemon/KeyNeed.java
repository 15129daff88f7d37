package online.cloudtolocalllm.config.daemon;

import java.util.Arrays;
import java.util.Optional;

/** When a program needs a gateway key. */
public enum KeyNeed {
    /** Never. */
    NO("no"),
    /** For everything that is not known to read something or to ask a model. */
    MANAGE("manage"),
    /** For everything but {@code /_broker/health}. */
    ALWAYS("always");

    private final String word;

    KeyNeed(String word) {
        this.word = word;
    }

    /** The word in the settings. */
    public String word() {
        return word;
    }

    /** The need with this word. */
    public static Optional<KeyNeed> ofWord(String word) {
        return Arrays.stream(values()).filter(need -> need.word.equals(word)).findFirst();
    }
}
