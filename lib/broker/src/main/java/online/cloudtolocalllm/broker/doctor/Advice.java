package online.cloudtolocalllm.broker.doctor;

import java.util.Optional;

/**
 * What to do about a connection that does not work.
 *
 * @param text one or two sentences for people
 * @param suggestion better settings, where they are certain
 */
public record Advice(String text, Optional<Suggestion> suggestion) {

    /** Advice in words alone. */
    public static Advice of(String text) {
        return new Advice(text, Optional.empty());
    }

    /** Advice with the settings to use. */
    public static Advice of(String text, Suggestion suggestion) {
        return new Advice(text, Optional.of(suggestion));
    }
}
