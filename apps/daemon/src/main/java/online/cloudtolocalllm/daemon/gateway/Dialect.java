package online.cloudtolocalllm.daemon.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import online.cloudtolocalllm.protocol.json.JsonNull;
import online.cloudtolocalllm.protocol.json.JsonObject;

/** How errors are said in each API, whole or in the middle of a stream. Pure. */
enum Dialect {
    /** {@code {"error":"text"}}. */
    OLLAMA,
    /** {@code {"error":{"message","type","param","code"}}}. */
    OPENAI,
    /** {@code {"type":"error","error":{"type","message"}}}. */
    ANTHROPIC;

    static Dialect of(String path) {
        if (path.equals("/v1/messages") || path.startsWith("/v1/messages/")) {
            return ANTHROPIC;
        }
        return path.equals("/v1") || path.startsWith("/v1/") ? OPENAI : OLLAMA;
    }

    /** The body of an error answer. */
    JsonObject error(int status, String message) {
        String type =
                switch (status) {
                    case 401 -> "authentication_error";
                    case 403 -> "permission_error";
                    default -> status >= 500 ? "api_error" : "invalid_request_error";
                };
        return switch (this) {
            case OLLAMA -> JsonObject.of("error", message);
            case OPENAI ->
                JsonObject.of(
                        "error",
                        JsonObject.builder()
                                .put("message", message)
                                .put("type", type)
                                .put("param", JsonNull.NULL)
                                .put("code", JsonNull.NULL)
                                .build());
            case ANTHROPIC -> JsonObject.of("type", "error", "error", JsonObject.of("type", type, "message", message));
        };
    }

    /**
     * What to write into a stream that broke, so that whoever reads it can tell: one more line or event, never an end marker.
     *
     * @param contentType of the stream
     * @param midLine whether the last byte written was not a line feed
     * @return the bytes; empty if streams of this type have no place for an error
     */
    ByteBuf brokenStream(String contentType, boolean midLine, String message) {
        String error = error(502, message).toJson();
        if (contentType.startsWith("text/event-stream")) {
            // Two line feeds close whatever event was half written.
            String event = (this == ANTHROPIC ? "event: error\n" : "") + "data: " + error + "\n\n";
            return utf8((midLine ? "\n\n" : "\n") + event);
        }
        if (contentType.startsWith("application/x-ndjson")) {
            return utf8((midLine ? "\n" : "") + error + "\n");
        }
        return Unpooled.EMPTY_BUFFER;
    }

    private static ByteBuf utf8(String text) {
        return Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.UTF_8));
    }
}
