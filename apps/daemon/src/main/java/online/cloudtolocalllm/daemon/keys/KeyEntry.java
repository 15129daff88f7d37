package online.cloudtolocalllm.daemon.keys;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import online.cloudtolocalllm.broker.route.Privacy;
import online.cloudtolocalllm.protocol.json.JsonNull;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonText;

/**
 * A key and its use, as they are kept and shown.
 *
 * @param key what is kept of it
 * @param use how much it was used
 */
record KeyEntry(AppKey key, KeyUse use) {

    /** For people and clients: without the hash. */
    JsonObject shown() {
        return JsonObject.builder()
                .put("name", key.name())
                .put("privacy", key.privacy().name().toLowerCase(Locale.ROOT))
                .put("created", key.created().toString())
                .put(
                        "last_used",
                        use.last().isPresent() ? new JsonText(use.last().get().toString()) : JsonNull.NULL)
                .put("requests", use.requests())
                .build();
    }

    /** For the file. */
    JsonObject kept() {
        return shown().with("sha256", key.sha256());
    }

    /** Reads what {@link #kept} wrote; empty if anything is wrong with it. */
    static Optional<KeyEntry> read(JsonObject kept) {
        String name = kept.text("name", "");
        String hash = kept.text("sha256", "");
        Optional<Privacy> privacy = kept.text("privacy").flatMap(Privacy::ofHeader);
        if (!AppKey.isName(name) || !AppKey.isHash(hash) || privacy.isEmpty()) {
            return Optional.empty();
        }
        try {
            Instant created = Instant.parse(kept.text("created", ""));
            Optional<Instant> last = kept.text("last_used").map(Instant::parse);
            long requests = Math.max(0, kept.integer("requests").orElse(0));
            return Optional.of(
                    new KeyEntry(new AppKey(name, hash, privacy.get(), created), new KeyUse(requests, last)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
