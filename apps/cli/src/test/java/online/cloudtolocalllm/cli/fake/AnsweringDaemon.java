package online.cloudtolocalllm.cli.fake;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.StatusJson;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon;

/** A daemon that answers each command with one prepared reply, and remembers what it was asked. */
public final class AnsweringDaemon implements AutoCloseable {

    private final Map<String, JsonObject> replies = new HashMap<>();
    private final FakeDaemon daemon;

    /** Starts it; it has one connection, {@code local_ollama}. */
    public AnsweringDaemon(Locations locations) throws IOException {
        JsonObject status = StatusJson.write(Statuses.of(
                "http://127.0.0.1:11435", Statuses.up("local_ollama", ConnectionKind.LOCAL_OLLAMA, "llama3.2")));
        replies.put("GET_CONNECTION_STATUS", JsonObject.of("status", JsonObject.EMPTY, "snapshot", status));
        daemon = new FakeDaemon(
                locations,
                FakeDaemon.Manners.GOOD,
                request -> Optional.ofNullable(replies.get(request.text("command", ""))));
    }

    /** The reply to a command, with single quotation marks for double ones. */
    public AnsweringDaemon on(String command, String reply) {
        try {
            replies.put(command, Json.parseObject(reply.replace('\'', '"')));
        } catch (MalformedJsonException e) {
            throw new AssertionError(e);
        }
        return this;
    }

    /** The commands of this name that came, without their ids, with single quotation marks. */
    public List<String> asked(String command) {
        return daemon.received().stream()
                .filter(request -> request.text("command", "").equals(command))
                .map(request ->
                        request.without("id").without("command").toJson().replace('"', '\''))
                .toList();
    }

    @Override
    public void close() throws IOException {
        daemon.close();
    }
}
