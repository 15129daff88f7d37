package online.cloudtolocalllm.config.store;

import java.util.List;
import java.util.Map;
import online.cloudtolocalllm.config.ConnectionsReading;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonValue;

/**
 * Keeps tokens that were moved, cleared, replaced or whose connection was removed from coming back with the last good copy, which
 * may be older than they are. Pure.
 */
final class FormerTokens {

    private static final String TOKEN = "auth_token";
    private static final String REFERENCE = "auth_token_ref";
    private static final List<String> ADDRESS = List.of("connection_type", "api_base_url", "host", "port");

    private FormerTokens() {}

    /** The last good copy without tokens that the settings do not have any more. */
    static JsonObject without(JsonObject copy, ConnectionsReading now) {
        JsonObject result = copy;
        for (Map.Entry<String, JsonValue> field : copy.fields().entrySet()) {
            if (field.getValue() instanceof JsonObject entry) {
                JsonObject today = now.json().object(field.getKey());
                if (isFormer(
                        entry.text(TOKEN, ""), today, now.find(field.getKey()).isPresent())) {
                    result = result.with(field.getKey(), entryWithout(entry, today));
                }
            }
        }
        return result;
    }

    /** A connection that cannot be used as it is keeps what it had, and what it says instead may be a slip. */
    private static boolean isFormer(String token, JsonObject today, boolean usable) {
        String says = today.text(TOKEN, "");
        return !token.isBlank() && (says.isBlank() || (usable && !says.equals(token)));
    }

    /** Where the token went is told, unless it would be sent elsewhere then. */
    private static JsonObject entryWithout(JsonObject entry, JsonObject today) {
        JsonObject bare = entry.without(TOKEN);
        String reference = today.text(REFERENCE, "");
        boolean sameAddress = ADDRESS.stream().allMatch(key -> entry.get(key).equals(today.get(key)));
        return reference.isBlank() || !sameAddress ? bare : bare.with(REFERENCE, reference);
    }
}
