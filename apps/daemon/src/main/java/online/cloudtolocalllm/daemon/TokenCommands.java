package online.cloudtolocalllm.daemon;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import online.cloudtolocalllm.config.TokenSource;
import online.cloudtolocalllm.daemon.ipc.IpcHandler;
import online.cloudtolocalllm.daemon.ipc.Replies;
import online.cloudtolocalllm.daemon.secret.Credentials;
import online.cloudtolocalllm.daemon.secret.TokenChange;
import online.cloudtolocalllm.daemon.secret.TokenDesk;
import online.cloudtolocalllm.daemon.secret.TokenState;
import online.cloudtolocalllm.protocol.json.JsonNull;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.json.JsonValue;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.secrets.Secrets;

/** {@code UPDATE_AUTH_TOKEN} and {@code TOKEN_STATUS}. No reply has a token in it. Thread-safe. */
final class TokenCommands {

    /** The connection that the original app signs in to. */
    private static final String CLOUD = "cloud_proxy";

    private final Credentials credentials;
    private final TokenDesk desk;

    TokenCommands(Credentials credentials, TokenDesk desk) {
        this.credentials = credentials;
        this.desk = desk;
    }

    /** The commands by name. */
    Map<String, IpcHandler> handlers() {
        return Map.of("UPDATE_AUTH_TOKEN", this::update, "TOKEN_STATUS", this::status);
    }

    private CompletionStage<JsonObject> update(JsonObject message) {
        Optional<String> token = message.text("token");
        if (token.isEmpty()) {
            return now(Replies.error("UPDATE_AUTH_TOKEN needs a \"token\"; an empty one clears it.", "bad_request"));
        }
        Optional<Secrets.Place> place = place(message);
        if (place.isEmpty()) {
            return now(Replies.error("\"store\" can be \"keyring\" or \"file\".", "bad_request"));
        }
        Optional<ConnectionId> connection =
                connection(message.has("connection") ? message : message.with("connection", CLOUD));
        return connection.isEmpty()
                ? now(unknown())
                : desk.change(connection.get(), token.get(), place.get()).thenApply(TokenCommands::reply);
    }

    private static Optional<Secrets.Place> place(JsonObject message) {
        return switch (message.text("store", message.has("store") ? "" : "keyring")) {
            case "keyring" -> Optional.of(Secrets.Place.BEST);
            case "file" -> Optional.of(Secrets.Place.FILE);
            default -> Optional.empty();
        };
    }

    private static JsonObject reply(TokenChange change) {
        return switch (change) {
            case TokenChange.Done(String stored) -> Replies.ok().with("stored", stored);
            case TokenChange.UnknownConnection ignored -> unknown();
            case TokenChange.Refused(String text, String code) -> Replies.error(text, code);
        };
    }

    private CompletionStage<JsonObject> status(JsonObject message) {
        return now(connection(message)
                .flatMap(credentials::state)
                .map(TokenCommands::shown)
                .orElseGet(TokenCommands::unknown));
    }

    private static JsonObject shown(TokenState state) {
        return JsonObject.builder()
                .put("set", state.set())
                .put("stored", state.stored())
                .put("ref", text(state.source().map(TokenSource::ref).orElse("")))
                .put("problem", text(state.problem()))
                .build();
    }

    private static JsonValue text(String text) {
        return text.isEmpty() ? JsonNull.NULL : new JsonText(text);
    }

    private static Optional<ConnectionId> connection(JsonObject message) {
        return message.text("connection").filter(ConnectionId::isValid).map(ConnectionId::new);
    }

    private static JsonObject unknown() {
        return Replies.error("No connection has that name.", "unknown_connection");
    }

    private static CompletionStage<JsonObject> now(JsonObject reply) {
        return CompletableFuture.completedFuture(reply);
    }
}
