package online.cloudtolocalllm.daemon.keys;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import online.cloudtolocalllm.broker.route.Privacy;
import online.cloudtolocalllm.daemon.ipc.IpcHandler;
import online.cloudtolocalllm.daemon.ipc.Replies;
import online.cloudtolocalllm.protocol.files.FileProblem;
import online.cloudtolocalllm.protocol.json.JsonObject;

/** {@code CREATE_KEY}, {@code LIST_KEYS}, {@code REVOKE_KEY} and {@code RESTORE_KEY}. Thread-safe. */
public final class KeyCommands {

    private final AppKeys keys;
    private final Executor blocking;

    /** @param blocking writes the file */
    public KeyCommands(AppKeys keys, Executor blocking) {
        this.keys = keys;
        this.blocking = blocking;
    }

    /** The commands by their names. */
    public Map<String, IpcHandler> handlers() {
        return Map.of(
                "CREATE_KEY", away(this::create),
                "LIST_KEYS", away(asked -> list()),
                "REVOKE_KEY", away(this::revoke),
                "RESTORE_KEY", away(this::restore));
    }

    private IpcHandler away(Function<JsonObject, JsonObject> command) {
        return message -> CompletableFuture.supplyAsync(() -> command.apply(message), blocking);
    }

    private JsonObject create(JsonObject message) {
        Optional<String> name = message.text("name");
        Optional<Privacy> privacy =
                message.has("privacy") ? message.text("privacy").flatMap(Privacy::ofHeader) : Optional.of(Privacy.ANY);
        if (name.isEmpty()) {
            return Replies.error("CREATE_KEY needs the \"name\" of the program that will use the key.", "bad_request");
        }
        if (privacy.isEmpty()) {
            return Replies.error("The \"privacy\" must be any, lan or local.", "bad_request");
        }
        try {
            return switch (keys.create(name.get(), privacy.get())) {
                case AppKeys.Made.Key(String key) -> JsonObject.of("name", name.get(), "key", key);
                case AppKeys.Made.Refused(String text, String code) -> Replies.error(text, code);
            };
        } catch (IOException e) {
            return notWritten(e);
        }
    }

    private JsonObject list() {
        JsonObject listed =
                JsonObject.of("keys", keys.list().stream().map(KeyEntry::shown).toList());
        return keys.problem().map(problem -> listed.with("problem", problem)).orElse(listed);
    }

    private JsonObject revoke(JsonObject message) {
        Optional<String> name = message.text("name");
        if (name.isEmpty()) {
            return Replies.error("REVOKE_KEY needs the \"name\" of a key.", "bad_request");
        }
        if (keys.problem().isPresent()) {
            return Replies.error(keys.problem().get(), "keys_unusable");
        }
        try {
            return keys.revoke(name.get())
                    ? Replies.ok()
                    : Replies.error("There is no key with that name. LIST_KEYS has them all.", "unknown_key");
        } catch (IOException e) {
            return notWritten(e);
        }
    }

    private JsonObject restore(JsonObject message) {
        Optional<String> name = message.text("name");
        if (name.isEmpty()) {
            return Replies.error("RESTORE_KEY needs the \"name\" of a key that was revoked.", "bad_request");
        }
        if (keys.problem().isPresent()) {
            return Replies.error(keys.problem().get(), "keys_unusable");
        }
        try {
            return keys.restore(name.get())
                    .map(refused -> Replies.error(refused.text(), refused.code()))
                    .orElseGet(Replies::ok);
        } catch (IOException e) {
            return notWritten(e);
        }
    }

    private static JsonObject notWritten(IOException e) {
        return Replies.error(
                "keys.json could not be changed (" + FileProblem.describe(e) + "), and nothing was.", "not_written");
    }
}
