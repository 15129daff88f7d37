package online.cloudtolocalllm.daemon;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import online.cloudtolocalllm.autostart.Autostart;
import online.cloudtolocalllm.autostart.AutostartState;
import online.cloudtolocalllm.daemon.ipc.IpcHandler;
import online.cloudtolocalllm.daemon.ipc.Replies;
import online.cloudtolocalllm.protocol.json.JsonFlag;
import online.cloudtolocalllm.protocol.json.JsonNull;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.json.JsonValue;

/** The command {@code AUTOSTART}: whether the daemon is started at login. Thread-safe. */
final class AutostartCommand {

    private final Autostart autostart;
    private final Executor blocking;

    /**
     * The command.
     *
     * @param blocking where files are read and written for it
     */
    AutostartCommand(Autostart autostart, Executor blocking) {
        this.autostart = autostart;
        this.blocking = blocking;
    }

    Map<String, IpcHandler> handlers() {
        return Map.of("AUTOSTART", this::answer);
    }

    private CompletionStage<JsonObject> answer(JsonObject message) {
        Optional<JsonValue> on = message.get("on").filter(value -> value != JsonNull.NULL);
        if (on.isEmpty()) {
            return CompletableFuture.supplyAsync(() -> shown(autostart.state()), blocking);
        }
        return on.get() instanceof JsonFlag(boolean wish)
                ? CompletableFuture.supplyAsync(() -> set(wish), blocking)
                : CompletableFuture.completedFuture(
                        Replies.error("The \"on\" of AUTOSTART must be true or false.", "bad_request"));
    }

    /** How it is after the try: what could not be turned off is still on, and the reply says both. */
    private JsonObject set(boolean wish) {
        AutostartState outcome = autostart.set(wish);
        if (outcome instanceof AutostartState.Unavailable(String why)) {
            return shown(autostart.state()).with("why", new JsonText(why));
        }
        return shown(outcome);
    }

    private static JsonObject shown(AutostartState state) {
        return switch (state) {
            case AutostartState.On(String by) -> JsonObject.of("on", true).with("by", new JsonText(by));
            case AutostartState.Off() -> JsonObject.of("on", false).with("by", JsonNull.NULL);
            case AutostartState.Unavailable(String why) ->
                JsonObject.of("on", false).with("by", JsonNull.NULL).with("why", new JsonText(why));
        };
    }
}
