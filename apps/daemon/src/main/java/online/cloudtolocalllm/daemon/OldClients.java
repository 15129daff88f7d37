package online.cloudtolocalllm.daemon;

import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.config.daemon.DaemonKey;
import online.cloudtolocalllm.config.store.ConfigChange;
import online.cloudtolocalllm.config.store.SettingsFolder;
import online.cloudtolocalllm.daemon.desktop.DesktopDesk;
import online.cloudtolocalllm.daemon.ipc.IpcAccess;
import online.cloudtolocalllm.daemon.ipc.IpcHandler;
import online.cloudtolocalllm.daemon.ipc.Replies;
import online.cloudtolocalllm.daemon.ipc.legacy.LegacyGate;
import online.cloudtolocalllm.daemon.ipc.legacy.LegacyState;
import online.cloudtolocalllm.daemon.peer.Peers;
import online.cloudtolocalllm.daemon.settings.LiveSettings;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.json.JsonFlag;
import online.cloudtolocalllm.protocol.json.JsonNull;
import online.cloudtolocalllm.protocol.json.JsonNumber;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.json.JsonValue;

/**
 * Old clients, which know no handshake: whether they are let in, the command {@code LEGACY} that says so, and what the daemon's owner
 * is told of it. What is to hold over restarts is a setting, so that nothing else has to be remembered. Thread-safe.
 */
final class OldClients {

    /** How long they are let in if nothing else is said. */
    private static final long USUAL_MINUTES = 15;

    private static final long MOST_MINUTES = Duration.ofDays(1).toMinutes();

    private final LegacyGate gate;
    private final Peers peers;
    private final LiveSettings settings;
    private final Executor blocking;

    /**
     * Lets nobody in until the settings or somebody say so.
     *
     * @param blocking where the settings are written
     */
    OldClients(LegacyGate gate, Peers peers, LiveSettings settings, Executor blocking) {
        this.gate = gate;
        this.peers = peers;
        this.settings = settings;
        this.blocking = blocking;
    }

    /** Those of a running daemon, which listens to none but these. */
    static OldClients open(
            EventLoopGroup loops, Executor blocking, TimeSource time, LiveSettings settings, Peers peers) {
        LegacyGate gate = new LegacyGate(time, (after, task) -> {
            Future<?> call = loops.schedule(task, after.toMillis() + 1, TimeUnit.MILLISECONDS);
            return () -> call.cancel(false);
        });
        return new OldClients(gate, peers, settings, blocking);
    }

    /** Whether they are let in. */
    LegacyGate gate() {
        return gate;
    }

    /** Who is listened to over IPC at all, and who needs no proof. */
    IpcAccess access() {
        return new IpcAccess(peers, gate);
    }

    /** What the owner of the daemon should know now. */
    List<String> notices() {
        LegacyState state = gate.state();
        if (!state.on()) {
            return List.of();
        }
        String until = state.until().map(end -> "until " + end).orElse("as ipc.legacy in daemon_config.json says");
        String others = peers.equals(Peers.UNKNOWN)
                ? " This system does not tell whose a program is, so that other users' programs are let in, too."
                : "";
        return List.of("Old clients are let in without a proof, " + until + "." + others
                + " \"cloudtolocalllm ipc legacy off\" ends that.");
    }

    /** The command. */
    Map<String, IpcHandler> handlers() {
        return Map.of("LEGACY", this::answer);
    }

    private CompletionStage<JsonObject> answer(JsonObject message) {
        Optional<JsonValue> on = present(message, "on");
        Optional<JsonValue> always = present(message, "always");
        if (on.isEmpty()) {
            return CompletableFuture.completedFuture(shown());
        }
        if (!(on.get() instanceof JsonFlag(boolean wish))) {
            return bad("The \"on\" of LEGACY must be true or false.");
        }
        if (always.isPresent() && !(always.get() instanceof JsonFlag)) {
            return bad("The \"always\" of LEGACY must be true or false.");
        }
        OptionalLong minutes = minutes(message);
        if (minutes.isEmpty()) {
            return bad("The \"minutes\" of LEGACY must be a whole number from 1 to " + MOST_MINUTES + ".");
        }
        boolean lasting = wish && message.flag("always", false);
        return CompletableFuture.supplyAsync(() -> change(wish, lasting, minutes.getAsLong()), blocking);
    }

    private static OptionalLong minutes(JsonObject message) {
        if (present(message, "minutes").isEmpty()) {
            return OptionalLong.of(USUAL_MINUTES);
        }
        OptionalLong minutes =
                present(message, "minutes").get() instanceof JsonNumber number && number.asDouble() % 1 == 0
                        ? message.integer("minutes")
                        : OptionalLong.empty();
        return minutes.isPresent() && minutes.getAsLong() >= 1 && minutes.getAsLong() <= MOST_MINUTES
                ? minutes
                : OptionalLong.empty();
    }

    private JsonObject change(boolean on, boolean lasting, long minutes) {
        if (on && !lasting) {
            // First, so that a change from always to a time ends no session.
            gate.openFor(Duration.ofMinutes(minutes));
        } else if (!on) {
            gate.endTime();
        }
        Optional<JsonObject> refusal = lasting == settings.daemon().oldClients() ? Optional.empty() : set(lasting);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (lasting) {
            gate.endTime();
        }
        return shown();
    }

    /** What the tray's menu shows of them, and the way to end it. */
    DesktopDesk.OldClientsSwitch forTheMenu() {
        return new DesktopDesk.OldClientsSwitch(() -> gate.state().until().isPresent(), this::end);
    }

    /** Lets them in no longer, over restarts too; says in words what stands in the way. Blocks on the disk. */
    private Optional<String> end() {
        return change(false, false, USUAL_MINUTES).text("error");
    }

    private Optional<JsonObject> set(boolean lasting) {
        String key = DaemonKey.IPC_LEGACY.dotted();
        String variable = settings.content().overrides().getOrDefault(key, "");
        if (!variable.isEmpty()) {
            return Optional.of(Replies.error(
                    "The environment variable " + variable + " says so. Start the daemon without it.", "overridden"));
        }
        ConfigChange change = lasting
                ? new ConfigChange.SetDaemon(JsonObject.of(key, true), List.of())
                : new ConfigChange.SetDaemon(JsonObject.EMPTY, List.of(key));
        return switch (settings.change(List.of(change))) {
            case SettingsFolder.Outcome.Saved ignored -> Optional.empty();
            case SettingsFolder.Outcome.Refused refused ->
                Optional.of(Replies.error(
                        "Nothing was changed: daemon_config.json: "
                                + refused.why().text() + ".",
                        "settings_unusable"));
            case SettingsFolder.Outcome.Unwritable(String reason) ->
                Optional.of(Replies.error(reason, "settings_unusable"));
        };
    }

    private JsonObject shown() {
        LegacyState state = gate.state();
        return JsonObject.builder()
                .put("on", state.on())
                .put(
                        "until",
                        state.until()
                                .<JsonValue>map(end -> new JsonText(end.toString()))
                                .orElse(JsonNull.NULL))
                .put("always", state.always())
                .build();
    }

    private static Optional<JsonValue> present(JsonObject message, String name) {
        return message.get(name).filter(value -> value != JsonNull.NULL);
    }

    private static CompletionStage<JsonObject> bad(String text) {
        return CompletableFuture.completedFuture(Replies.error(text, "bad_request"));
    }
}
