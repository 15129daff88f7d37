package online.cloudtolocalllm.client;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import online.cloudtolocalllm.protocol.ipc.StreamEvent;
import online.cloudtolocalllm.protocol.ipc.Tried;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.json.JsonValue;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon;
import online.cloudtolocalllm.testkit.ipc.FakePeer;
import online.cloudtolocalllm.testkit.recorded.RealServer;
import online.cloudtolocalllm.testkit.recorded.Recording;

/** A daemon's script that passes on what a real Ollama answered, streamed or whole, as {@code docs/protocol.md} says. Immutable. */
record RecordedDaemon(Function<JsonObject, Optional<String>> choice) implements FakeDaemon.Script {

    static final Tried OTHER = new Tried("gpu_box", "nothing listens there");

    /** Every request is answered by the recording of this name. */
    static RecordedDaemon always(String name) {
        return new RecordedDaemon(request -> Optional.of(name));
    }

    @Override
    public boolean handle(JsonObject request, FakePeer client) throws IOException {
        Optional<String> name =
                request.text("command", "").equals("PROXY_REQUEST") ? choice.apply(request) : Optional.empty();
        if (name.isEmpty()) {
            return false;
        }
        Recording recording = Recording.of(RealServer.OLLAMA, name.get());
        if (request.flag("stream", false)) {
            stream(request, client, recording);
        } else {
            client.reply(request, whole(recording));
        }
        return true;
    }

    private static void stream(JsonObject request, FakePeer client, Recording recording) throws IOException {
        client.piece(
                request,
                new StreamEvent.Head(status(recording), "local_ollama", 2, List.of(OTHER), Map.of("x-a", "b")));
        for (String line : recording.body().utf8().lines().toList()) {
            client.piece(request, chunk(line));
        }
        client.piece(request, new StreamEvent.End());
    }

    private static StreamEvent chunk(String line) {
        try {
            return new StreamEvent.Chunk(Json.parse(line), "");
        } catch (MalformedJsonException e) {
            return new StreamEvent.Text(line, "");
        }
    }

    private static JsonObject whole(Recording recording) {
        JsonValue body = recording.body().utf8().isEmpty()
                ? JsonObject.EMPTY
                : chunk(recording.body().utf8().strip()) instanceof StreamEvent.Chunk(JsonValue json, String type)
                        ? json
                        : new JsonText(recording.body().utf8());
        int status = status(recording);
        JsonObject reply = status / 100 == 2
                ? JsonObject.of("result", body)
                : JsonObject.of("error", ((JsonObject) body).text("error", ""), "code", "http_error")
                        .with("http_status", status);
        return reply.with("served_by", "local_ollama").with("attempts", 2).with("tried", Tried.toJson(List.of(OTHER)));
    }

    private static int status(Recording recording) {
        return Integer.parseInt(recording.responseHead().firstLine().split(" ", -1)[1]);
    }
}
