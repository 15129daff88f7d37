package online.cloudtolocalllm.client.model;

import online.cloudtolocalllm.protocol.json.JsonObject;

/**
 * A model's wish to have a function called.
 *
 * @param id the call's name; empty if the server gives none
 * @param function the function's name
 * @param arguments its arguments by name
 */
public record ToolCall(String id, String function, JsonObject arguments) {

    /** Reads an entry of {@code tool_calls}. */
    public static ToolCall read(JsonObject json) {
        JsonObject function = json.object("function");
        return new ToolCall(json.text("id", ""), function.text("name", ""), function.object("arguments"));
    }

    /** The entry of {@code tool_calls}. */
    public JsonObject toJson() {
        JsonObject call = JsonObject.of("function", JsonObject.of("name", function, "arguments", arguments));
        return id.isEmpty() ? call : JsonObject.of("id", id, "function", call.object("function"));
    }
}
