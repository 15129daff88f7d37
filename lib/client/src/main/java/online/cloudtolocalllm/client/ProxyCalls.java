package online.cloudtolocalllm.client;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import online.cloudtolocalllm.client.DaemonException.Effect;
import online.cloudtolocalllm.client.model.Answer;
import online.cloudtolocalllm.client.model.Privacy;
import online.cloudtolocalllm.client.model.Served;
import online.cloudtolocalllm.client.model.Target;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonValue;

/** Requests that the daemon passes on to a connection. Knows which streamed ones run, to end them. Thread-safe. */
final class ProxyCalls {

    private final LastingLink link;
    private final Set<AnswerPieces<?>> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    ProxyCalls(LastingLink link) {
        this.link = link;
    }

    /** Sends a request and waits for the whole answer. */
    Answer whole(HttpWish wish, Duration limit) throws DaemonException {
        JsonObject reply = ask(wish.toJson(), limit);
        return new Answer(reply.get("result").orElse(JsonObject.EMPTY), Served.of(reply));
    }

    /** Sends any other command and waits for its reply. */
    JsonObject ask(JsonObject command, Duration limit) throws DaemonException {
        if (closed) {
            throw new DaemonException.Closed(Effect.NONE);
        }
        return link.request(command, limit);
    }

    /** Sends a request whose answer is read as pieces of one kind. */
    <T> AnswerPieces<T> stream(HttpWish wish, Duration limitForLink, PieceReader<T> reader) throws DaemonException {
        return this.<AnswerPieces<T>>stream(
                wish, limitForLink, (stream, whenOver) -> new AnswerPieces<>(stream, reader, whenOver));
    }

    /** Sends a request whose answer is read as it comes. */
    <P extends AnswerPieces<?>> P stream(
            HttpWish wish, Duration limitForLink, BiFunction<AnswerStream, Consumer<AnswerPieces<?>>, P> pieces)
            throws DaemonException {
        if (closed) {
            throw new DaemonException.Closed(Effect.NONE);
        }
        JsonObject command = wish.toJson().with("stream", true);
        P opened = pieces.apply(link.stream(command, limitForLink), running::remove);
        running.add(opened);
        if (closed) {
            opened.stop(new DaemonException.Closed(Effect.UNKNOWN));
        }
        return opened;
    }

    /** Ends every streamed call with {@link DaemonException.Closed}, and refuses new ones. */
    void close() {
        closed = true;
        for (AnswerPieces<?> pieces : running) {
            pieces.stop(new DaemonException.Closed(Effect.UNKNOWN));
        }
    }

    /** How many streamed calls are not over. */
    int running() {
        return running.size();
    }

    /**
     * An HTTP request.
     *
     * @param method its method
     * @param path its path, with a query if there is one
     * @param body its JSON body
     * @param target which connections may serve it
     */
    record HttpWish(String method, String path, Optional<JsonValue> body, Target target) {

        JsonObject toJson() {
            JsonObject.Builder command = JsonObject.builder()
                    .put("command", "PROXY_REQUEST")
                    .put("method", method)
                    .put("path", path)
                    .put("connection", target.connection().orElse(null));
            if (target.privacy() != Privacy.ANY) {
                command.put("headers", JsonObject.of("X-Privacy", target.privacy().word()));
            }
            return command.put("data", body.orElse(null)).build();
        }
    }
}
