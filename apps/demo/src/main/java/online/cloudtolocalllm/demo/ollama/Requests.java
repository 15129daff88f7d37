package online.cloudtolocalllm.demo.ollama;

import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.demo.answer.Pieces;
import online.cloudtolocalllm.protocol.json.JsonArray;
import online.cloudtolocalllm.protocol.json.JsonFlag;
import online.cloudtolocalllm.protocol.json.JsonNull;
import online.cloudtolocalllm.protocol.json.JsonNumber;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonRaw;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.json.JsonValue;

/** Reads what the interfaces' requests have in common. Pure functions. */
public final class Requests {

    private Requests() {}

    /** Ollama's message about a field of the wrong type. */
    public static String wrongType(JsonValue value, String field, String wanted) {
        return "json: cannot unmarshal " + kind(value) + " into Go struct field " + field + " of type " + wanted;
    }

    /** What is wrong with the request's {@code messages}, if anything; none at all is right. */
    public static Optional<String> messagesTrouble(JsonObject request, String type) {
        JsonValue messages = request.get("messages").orElse(JsonNull.NULL);
        if (messages == JsonNull.NULL) {
            return Optional.empty();
        }
        if (!(messages instanceof JsonArray(List<JsonValue> items))) {
            return Optional.of(wrongType(messages, type + ".messages", "[]api.Message"));
        }
        for (JsonValue item : items) {
            if (!(item instanceof JsonObject message)) {
                return Optional.of(wrongType(item, type + ".messages", "api.Message"));
            }
            JsonValue role = message.get("role").orElse(JsonNull.NULL);
            if (role != JsonNull.NULL && !(role instanceof JsonText)) {
                return Optional.of(wrongType(role, type + ".messages.role", "string"));
            }
            JsonValue content = message.get("content").orElse(JsonNull.NULL);
            if (content instanceof JsonNumber || content instanceof JsonFlag || content instanceof JsonObject) {
                return Optional.of(wrongType(content, type + ".messages.content", "string"));
            }
        }
        return Optional.empty();
    }

    /** What the user said last, or the last message if no user spoke. */
    public static String lastQuestion(JsonArray messages) {
        List<JsonObject> all = messages.objects();
        for (JsonObject message : all.reversed()) {
            if (message.text("role", "").equals("user")) {
                return content(message);
            }
        }
        return all.isEmpty() ? "" : content(all.getLast());
    }

    /** The pieces in all messages, and one for each message's role. */
    public static int promptTokens(JsonArray messages) {
        return messages.objects().stream()
                .mapToInt(message -> 1 + Pieces.count(content(message)))
                .sum();
    }

    /** The strings of a field that holds one or several. */
    public static List<String> texts(JsonObject request, String field) {
        return request.text(field).map(List::of).orElseGet(() -> request.array(field)
                .texts());
    }

    private static String content(JsonObject message) {
        return message.text("content").orElseGet(() -> {
            List<String> parts = message.array("content").objects().stream()
                    .flatMap(part -> part.text("text").stream())
                    .toList();
            return String.join("\n", parts);
        });
    }

    private static String kind(JsonValue value) {
        return switch (value) {
            case JsonObject ignored -> "object";
            case JsonArray ignored -> "array";
            case JsonText ignored -> "string";
            case JsonNumber ignored -> "number";
            case JsonFlag ignored -> "bool";
            case JsonNull ignored -> "null";
            case JsonRaw ignored -> "value";
        };
    }
}
