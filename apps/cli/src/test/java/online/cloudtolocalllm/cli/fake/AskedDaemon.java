package online.cloudtolocalllm.cli.fake;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.ipc.StreamEvent;
import online.cloudtolocalllm.protocol.ipc.Tried;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.StatusJson;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon;
import online.cloudtolocalllm.testkit.ipc.FakePeer;

/** A daemon that tells a status and answers streamed requests as a test wants. Thread-safe. */
public final class AskedDaemon implements AutoCloseable {

    private static final Tried BEFORE = new Tried("gpu_box", "refused");

    private final FakeDaemon daemon;
    private final List<JsonObject> asked = new CopyOnWriteArrayList<>();

    /** What to answer. */
    @FunctionalInterface
    public interface Answering {

        /**
         * Answers one request.
         *
         * @throws IOException if the client is gone
         */
        void answer(Streaming to) throws IOException;
    }

    /** Starts it with these connections. */
    public AskedDaemon(Locations locations, Answering answering, ConnectionStatus... connections) throws IOException {
        DaemonStatus status = Statuses.of("http://127.0.0.1:11435", connections);
        daemon = FakeDaemon.scripted(locations, (request, client) -> {
            switch (request.text("command", "")) {
                case "GET_CONNECTION_STATUS" ->
                    client.reply(request, JsonObject.of("snapshot", StatusJson.write(status)));
                case "PROXY_REQUEST" -> {
                    asked.add(request);
                    answering.answer(new Streaming(client, request));
                }
                default -> {
                    return false;
                }
            }
            return true;
        });
    }

    /** The bodies of the streamed requests that came. */
    public List<JsonObject> bodies() {
        return asked.stream().map(request -> request.object("data")).toList();
    }

    /** The streamed requests that came. */
    public List<JsonObject> asked() {
        return asked;
    }

    /** The requests of this command that came. */
    public List<JsonObject> received(String command) {
        return daemon.received(command);
    }

    @Override
    public void close() throws IOException {
        daemon.close();
    }

    /**
     * An answer to one request.
     *
     * @param client who asked
     * @param request what was asked
     */
    public record Streaming(FakePeer client, JsonObject request) {

        /** The second connection answers. */
        public Streaming head() throws IOException {
            return head(200);
        }

        /** The second connection answers with this status. */
        public Streaming head(int status) throws IOException {
            client.piece(request, new StreamEvent.Head(status, "local_ollama", 2, List.of(BEFORE), Map.of()));
            return this;
        }

        /** Pieces, as JSON with single quotation marks for double ones. */
        public Streaming pieces(String... pieces) throws IOException {
            try {
                for (String piece : pieces) {
                    client.piece(request, new StreamEvent.Chunk(Json.parseObject(piece.replace('\'', '"')), ""));
                }
            } catch (MalformedJsonException e) {
                throw new AssertionError(e);
            }
            return this;
        }

        /** The stream's end. */
        public void end() throws IOException {
            client.piece(request, new StreamEvent.End());
        }

        /** The stream breaks off, or does not begin. */
        public void fails(String code, String message, OptionalInt status) throws IOException {
            client.piece(request, new StreamEvent.Failed(code, message, status));
        }
    }
}
