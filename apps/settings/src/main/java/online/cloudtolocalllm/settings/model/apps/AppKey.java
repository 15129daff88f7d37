package online.cloudtolocalllm.settings.model.apps;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import online.cloudtolocalllm.protocol.json.JsonObject;

/**
 * A gateway key, without the key itself, which the daemon does not know either.
 *
 * @param name of the program that uses it
 * @param privacy how far its requests travel at most: {@code any}, {@code lan} or {@code local}
 * @param created when it was made; empty if that is not told
 * @param lastUsed when it was used last; empty if it never was
 * @param requests how often it was used
 * @param tokens what its requests and their answers came to
 */
public record AppKey(
        String name,
        String privacy,
        Optional<Instant> created,
        Optional<Instant> lastUsed,
        long requests,
        long tokens) {

    /**
     * Reads an entry of {@code LIST_KEYS}.
     *
     * @param totals the same program's entry of {@code GET_STATS}; empty if it has none
     */
    static AppKey read(JsonObject listed, JsonObject totals) {
        return new AppKey(
                listed.text("name", ""),
                listed.text("privacy", ""),
                instant(listed, "created"),
                instant(listed, "last_used"),
                listed.integer("requests").orElse(0),
                totals.integer("prompt_tokens").orElse(0)
                        + totals.integer("completion_tokens").orElse(0));
    }

    private static Optional<Instant> instant(JsonObject listed, String key) {
        try {
            return listed.text(key).map(Instant::parse);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
