package online.cloudtolocalllm.daemon.ipc;

import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonRaw;
import online.cloudtolocalllm.protocol.json.JsonValue;

/**
 * How replies to old clients are worded. The original app hands only messages on to its callers whose {@code command} is
 * {@code CONNECTION_STATUS_CHANGED}, takes the next of them for its answer whatever it asked, and decodes what each read from its
 * socket brings alone, so that a letter of several bytes may be cut. So the replies that it waits for carry that command, no other
 * does, and everything is ASCII. Pure.
 */
enum LegacyWording implements ReplyOrder.Wording {

    /** The reply to {@code GET_CONNECTION_STATUS}: an app that takes it for an event finds a connection that it does not know. */
    STATUS {
        @Override
        JsonObject shaped(JsonObject reply) {
            return reply.get("status")
                    .map(status -> ANSWER.with("connection_type", "_all").with("status", status))
                    .orElseGet(() -> answer(reply));
        }
    },

    /** The reply to {@code PROXY_REQUEST}: its {@code result} is always an object, which the app takes it for. */
    PROXY {
        @Override
        JsonObject shaped(JsonObject reply) {
            Optional<JsonValue> result = reply.get("result");
            return result.isEmpty() || isObject(result.get())
                    ? answer(reply)
                    : answer(reply.with("result", JsonObject.of("value", result.get())));
        }
    },

    /** A reply that nobody waits for. */
    ASIDE {
        @Override
        JsonObject shaped(JsonObject reply) {
            return reply;
        }
    };

    private static final HexFormat HEX = HexFormat.of();
    private static final JsonObject ANSWER = JsonObject.of("command", "CONNECTION_STATUS_CHANGED");

    abstract JsonObject shaped(JsonObject reply);

    @Override
    public String text(JsonObject reply) {
        JsonObject shaped = shaped(reply);
        return ascii((reply.has("id") ? shaped.with("id", reply.get("id").orElseThrow()) : shaped).toJson());
    }

    /** With {@code status} it would be taken for the news of a connection. */
    private static JsonObject answer(JsonObject reply) {
        JsonObject answer = ANSWER;
        for (Map.Entry<String, JsonValue> field :
                reply.without("status").fields().entrySet()) {
            answer = answer.with(field.getKey(), field.getValue());
        }
        return answer;
    }

    private static boolean isObject(JsonValue value) {
        return value instanceof JsonObject || (value instanceof JsonRaw raw && raw.isObject());
    }

    /** JSON has letters beyond ASCII only within texts, where each may be written as its number. */
    static String ascii(String json) {
        int plain = 0;
        while (plain < json.length() && json.charAt(plain) < 0x80) {
            plain++;
        }
        if (plain == json.length()) {
            return json;
        }
        StringBuilder text = new StringBuilder(json.length() + 64).append(json, 0, plain);
        for (int i = plain; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c < 0x80) {
                text.append(c);
            } else {
                text.append("\\u").append(HEX.toHexDigits(c));
            }
        }
        return text.toString();
    }
}
