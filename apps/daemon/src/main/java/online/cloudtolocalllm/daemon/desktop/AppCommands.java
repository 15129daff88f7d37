package online.cloudtolocalllm.daemon.desktop;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import online.cloudtolocalllm.daemon.ipc.IpcHandler;
import online.cloudtolocalllm.daemon.ipc.Replies;
import online.cloudtolocalllm.protocol.json.JsonNull;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.json.JsonValue;
import online.cloudtolocalllm.tray.AppState;

/** The commands by which a program has the product's windows do something. Thread-safe. */
public final class AppCommands {

    /** So long a reply waits for a window that was started: clients give up after ten seconds. */
    private static final Duration REPLY_AFTER = Duration.ofSeconds(8);

    private static final Pattern TAB = Pattern.compile("[a-z]{0,32}");

    private final Windows windows;

    /** Commands about these windows. */
    public AppCommands(Windows windows) {
        this.windows = windows;
    }

    /** The commands by name. */
    public Map<String, IpcHandler> handlers() {
        return Map.of(
                "SHOW_APP", message -> reply(WindowKind.CHAT, windows.show(WindowKind.CHAT, "")),
                "HIDE_APP", message -> reply(WindowKind.CHAT, windows.hide(WindowKind.CHAT)),
                "QUIT_APP", message -> reply(WindowKind.CHAT, windows.quit(WindowKind.CHAT)),
                "OPEN_SETTINGS", this::settings);
    }

    private CompletionStage<JsonObject> settings(JsonObject message) {
        Optional<JsonValue> tab = message.get("tab").filter(value -> value != JsonNull.NULL);
        if (tab.isEmpty()) {
            return reply(WindowKind.SETTINGS, windows.show(WindowKind.SETTINGS, ""));
        }
        if (!(tab.get() instanceof JsonText(String name)) || !TAB.matcher(name).matches()) {
            return CompletableFuture.completedFuture(Replies.error(
                    "The \"tab\" of OPEN_SETTINGS must be the name of one, such as \"connections\".", "bad_request"));
        }
        return reply(WindowKind.SETTINGS, windows.show(WindowKind.SETTINGS, name));
    }

    private CompletionStage<JsonObject> reply(WindowKind kind, CompletionStage<Windows.Outcome> outcome) {
        return outcome.toCompletableFuture()
                .copy()
                .completeOnTimeout(new Windows.Outcome.Started(), REPLY_AFTER.toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(became -> reply(kind, became));
    }

    private JsonObject reply(WindowKind kind, Windows.Outcome outcome) {
        return switch (outcome) {
            case Windows.Outcome.Told ignored -> Replies.ok();
            case Windows.Outcome.Started ignored -> Replies.ok().with("started", true);
            case Windows.Outcome.NotRunning ignored ->
                Replies.error(
                        "The " + kind.words() + " is not running"
                                + (windows.state(kind) == AppState.ABSENT
                                        ? ", and this installation has no such program."
                                        : "."),
                        "app_not_running");
            case Windows.Outcome.Busy ignored ->
                Replies.error(
                        "The " + kind.words() + " does not read what it is told. End it, and start it again.",
                        "app_busy");
            case Windows.Outcome.Failed(String why) -> Replies.error(why, "app_not_started");
        };
    }
}
