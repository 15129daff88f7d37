package online.cloudtolocalllm.daemon.ipc;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import online.cloudtolocalllm.protocol.ipc.StreamEvent;
import online.cloudtolocalllm.protocol.ipc.Tried;
import online.cloudtolocalllm.protocol.json.JsonObject;

/** The connections of the examples of {@code docs/protocol.md}: what they answer follows from the path and the model. */
final class DocumentedStreams {

    private static final String NDJSON = "application/x-ndjson";

    private DocumentedStreams() {}

    static void answer(ProxyCall call, StreamCall answer) {
        String model = call.body()
                .map(body -> ((JsonObject) ((ProxyBody.Tree) body).json()).text("model", ""))
                .orElse("");
        switch (call.target() + " " + model) {
            case "/api/chat tiny" -> {
                List<Tried> tried = List.of(new Tried("local_ollama", "nothing listens there"));
                answer.head(new StreamEvent.Head(200, "cloud_proxy", 2, tried, Map.of("content-type", NDJSON)));
                say(answer, """
                    {"message":{"role":"assistant","content":"Hello"},"done":false}
                    {"message":{"role":"assistant","content":""},"done":true,"eval_count":1}
                    """);
                answer.end();
            }
            case "/v1/messages tiny" -> {
                head(answer, 200, "text/event-stream");
                say(answer, """
                    event: content_block_delta
                    data: {"type":"content_block_delta","delta":{"text":"Hi"}}

                    event: message_stop
                    data: {"type":"message_stop"}

                    """);
                answer.end();
            }
            case "/api/chat nope" -> {
                head(answer, 404, "application/json");
                say(answer, "{\"error\":\"model 'nope' not found\"}");
                answer.end();
            }
            case "/ " -> {
                head(answer, 200, "text/plain");
                say(answer, "Ollama is running");
                answer.end();
            }
            case "/api/chat cut" -> {
                head(answer, 200, NDJSON);
                say(answer, "{\"message\":{\"role\":\"assistant\",\"content\":\"Hel\"},\"done\":false}\n{\"mes");
                fail(answer, "stream_broken", "local_ollama stopped in the middle of the answer.", OptionalInt.empty());
            }
            case "/api/chat slow" -> {
                head(answer, 200, NDJSON);
                say(answer, "{\"message\":{\"role\":\"assistant\",\"content\":\"Once\"},\"done\":false}\n");
            }
            default -> fail(answer, "no_connection", "No connection can serve this.", OptionalInt.of(503));
        }
    }

    private static void head(StreamCall answer, int status, String type) {
        answer.head(new StreamEvent.Head(status, "local_ollama", 1, List.of(), Map.of("content-type", type)));
    }

    private static void say(StreamCall answer, String text) {
        answer.content(Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.UTF_8)));
        answer.flush();
    }

    private static void fail(StreamCall answer, String code, String message, OptionalInt status) {
        answer.failed(new StreamEvent.Failed(code, message, status));
    }
}
