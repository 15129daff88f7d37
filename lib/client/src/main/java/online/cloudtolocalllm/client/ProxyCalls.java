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

    /** How long a call waits for the link to the daemon, which may have to be started. */
    static final Duration LINK_LIMIT = Duration.ofSeconds(15);

    /** For what no model has to be loaded for. The daemon gives each of several connections 30 s. */
    static final Duration USUAL_LIMIT = Duration.ofMinutes(2);

    /** For whole answers of models. The daemon gives each of several connections 10 minutes. */
    static final Duration MODEL_LIMIT = Duration.ofMinutes(30);

    private final LastingLink link;
    private final Duration limitForLink;
    private final Set<AnswerPieces<?>> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    ProxyCalls(LastingLink link) {
        this(link, LINK_LIMIT);
    }

    ProxyCalls(LastingLink link, Duration limitForLink) {
        this.link = link;
        this.limitForLink = limitForLink;
    }

    /**
     * Sends a request and waits for the whole answer.
     *
     * @param limit for the answer, once there is a link
     */
    Answer whole(HttpWish wish, Duration limit) throws DaemonException {
        JsonObject reply = ask(wish.toJson(), limit);
        return new Answer(reply.get("result").orElse(JsonObject.EMPTY), Served.of(reply));
    }

    /**
     * The object that an answer has to be.
     *
     * @throws DaemonException.NotUnderstood if it is something else
     */
    static JsonObject object(Answer answer) throws DaemonException {
        if (answer.body() instanceof JsonObject object) {
            return object;
        }
        throw new DaemonException.NotUnderstood("it is no JSON object");
    }

    /**
     * Sends any other command and waits for its reply.
     *
     * @param limit for the reply, once there is a link
     */
    JsonObject ask(JsonObject command, Duration limit) throws DaemonException {
        if (closed) {
            throw new DaemonException.Closed(Effect.NONE);
        }
        return link.request(command, limitForLink, limit);
    }

    /** Sends a request whose answer is read as pieces of one kind. */
    <T> AnswerPieces<T> stream(HttpWish wish, PieceReader<T> reader) throws DaemonException {
        return this.<AnswerPieces<T>>stream(wish, (stream, whenOver) -> new AnswerPieces<>(stream, reader, whenOver));
    }

    /** Sends a request whose answer is read as it comes. */
    <P extends AnswerPieces<?>> P stream(HttpWish wish, BiFunction<AnswerStream, Consumer<AnswerPieces<?>>, P> pieces)
            throws DaemonException {
        return open(wish.toJson().with("stream", true), pieces);
    }

    /** Sends a request whose answer is read as pieces of one kind, and is kept by the daemon where it has room. */
    <T> AnswerPieces<T> kept(HttpWish wish, PieceReader<T> reader) throws DaemonException {
        return open(
                wish.toJson().with("stream", true).with("keep", true),
                (stream, whenOver) -> new AnswerPieces<>(stream, reader, whenOver));
    }

    /** Reads an answer on that the daemon keeps, from the chunk behind so many. */
    <T> AnswerPieces<T> attach(String kept, long offset, PieceReader<T> reader) throws DaemonException {
        return open(
                JsonObject.of("command", "ATTACH_STREAM", "kept", kept).with("offset", offset),
                (stream, whenOver) -> new AnswerPieces<>(stream, reader, whenOver));
    }

    private <P extends AnswerPieces<?>> P open(
            JsonObject command, BiFunction<AnswerStream, Consumer<AnswerPieces<?>>, P> pieces) throws DaemonException {
        if (closed) {
            throw new DaemonException.Closed(Effect.NONE);
        }
        P opened = pieces.apply(link.stream(command, limitForLink), running::remove);
        running.add(opened);
        if (closed) {
            opened.shut(new DaemonException.Closed(Effect.UNKNOWN));
        }
        return opened;
    }

    /** Ends every streamed call with {@link DaemonException.Closed}, and refuses new ones. */
    void close() {
        closed = true;
        for (AnswerPieces<?> pieces : running) {
            pieces.shut(new DaemonException.Closed(Effect.UNKNOWN));
        }
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

        /** A request with this JSON body. */
        static HttpWish post(String path, JsonObject body, Target target) {
            return new HttpWish("POST", path, Optional.of(body), target);
        }

        JsonObject toJson() {
            JsonObject.Builder command = JsonObject.builder()
                    .put("command", "PROXY_REQUEST")
                    .put("method", method)
                    .put("path", path)
                    .put("connection", target.connection().orElse(null));
            if (target.privacy() != Privacy.ANY) {
                command.put(
                        "headers", JsonObject.of("X-Privacy", target.privacy().word()));
            }
            return command.put("data", body.orElse(null)).build();
        }
    }
}
