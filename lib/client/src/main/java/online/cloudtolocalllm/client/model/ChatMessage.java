package online.cloudtolocalllm.client.model;

import java.util.List;
import online.cloudtolocalllm.protocol.json.JsonArray;
import online.cloudtolocalllm.protocol.json.JsonObject;

/**
 * One message of a conversation.
 *
 * @param role {@code system}, {@code user}, {@code assistant} or {@code tool}
 * @param content its text; may be empty
 * @param thinking what the model thought before it answered; empty if nothing
 * @param images images as Base64
 * @param toolCalls the functions that the model wants called
 * @param toolName of a {@code tool} message, the function whose result this is; otherwise empty
 * @param toolCallId of a {@code tool} message, the {@link ToolCall#id()} of the call whose result this is; empty if it has none
 */
public record ChatMessage(
        String role,
        String content,
        String thinking,
        List<String> images,
        List<ToolCall> toolCalls,
        String toolName,
        String toolCallId) {

    /** Copies the lists. */
    public ChatMessage {
        images = List.copyOf(images);
        toolCalls = List.copyOf(toolCalls);
    }

    /** A message that is only text. */
    public ChatMessage(String role, String content) {
        this(role, content, "", List.of(), List.of(), "", "");
    }

    /** Instructions to the model. */
    public static ChatMessage system(String text) {
        return new ChatMessage("system", text);
    }

    /** What the person says. */
    public static ChatMessage user(String text) {
        return new ChatMessage("user", text);
    }

    /** What the model said. */
    public static ChatMessage assistant(String text) {
        return new ChatMessage("assistant", text);
    }

    /** The result of a function that the model wanted called. */
    public static ChatMessage tool(String function, String result) {
        return new ChatMessage("tool", result, "", List.of(), List.of(), function, "");
    }

    /** The result of this call; tells it from others of the same function where the server gave the call an id. */
    public static ChatMessage tool(ToolCall call, String result) {
        return new ChatMessage("tool", result, "", List.of(), List.of(), call.function(), call.id());
    }

    /** A copy with these images, as Base64. */
    public ChatMessage withImages(List<String> base64) {
        return new ChatMessage(role, content, thinking, base64, toolCalls, toolName, toolCallId);
    }

    /** Reads a message of {@code /api/chat}. */
    public static ChatMessage read(JsonObject json) {
        return new ChatMessage(
                json.text("role", "assistant"),
                json.text("content", ""),
                json.text("thinking", ""),
                json.array("images").texts(),
                json.array("tool_calls").objects().stream().map(ToolCall::read).toList(),
                json.text("tool_name", ""),
                json.text("tool_call_id", ""));
    }

    /** The message for {@code /api/chat}; what is empty is left out, except the text. */
    public JsonObject toJson() {
        return JsonObject.builder()
                .put("role", role)
                .put("content", content)
                .put("thinking", thinking.isEmpty() ? null : thinking)
                .put("images", images.isEmpty() ? null : JsonArray.of(images))
                .put(
                        "tool_calls",
                        toolCalls.isEmpty()
                                ? null
                                : JsonArray.of(
                                        toolCalls.stream().map(ToolCall::toJson).toList()))
                .put("tool_name", toolName.isEmpty() ? null : toolName)
                .put("tool_call_id", toolCallId.isEmpty() ? null : toolCallId)
                .build();
    }
}
