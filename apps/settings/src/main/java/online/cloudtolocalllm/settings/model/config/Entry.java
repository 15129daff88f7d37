package online.cloudtolocalllm.settings.model.config;

import java.util.Optional;

/**
 * What stands in a field while somebody types.
 *
 * @param base what was set when the typing began
 * @param typed what stands there
 * @param other what somebody else has set since; empty if it is still the base
 */
public record Entry(String base, String typed, Optional<String> other) {

    /** A field in which nobody has typed. */
    public static Entry of(String set) {
        return new Entry(set, set, Optional.empty());
    }

    /** Whether something was typed that is not set. */
    public boolean dirty() {
        return !typed.equals(base);
    }

    /** The person types. */
    public Entry type(String text) {
        return new Entry(base, text, other);
    }

    /** This is set now. Nothing that was typed is lost: where both differ, the person is asked. */
    public Entry set(String now) {
        if (!dirty() || now.equals(typed)) {
            return of(now);
        }
        return new Entry(base, typed, now.equals(base) ? Optional.empty() : Optional.of(now));
    }

    /** The person wants what was typed, over what somebody else has set. */
    public Entry mine() {
        return new Entry(other.orElse(base), typed, Optional.empty());
    }

    /** The person gives up what was typed. */
    public Entry theirs() {
        return of(other.orElse(base));
    }
}
