package online.cloudtolocalllm.daemon.ipc;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import online.cloudtolocalllm.protocol.ipc.DaemonEvent;
import online.cloudtolocalllm.protocol.json.JsonObject;

/** The commands by which one program has another, the chat window, do something. Thread-safe. */
public final class AppCommands {

    private final ClientBoard clients;

    /** Commands for whoever is on this board. */
    public AppCommands(ClientBoard clients) {
        this.clients = clients;
    }

    /** The commands by name. */
    public Map<String, IpcHandler> handlers() {
        return Map.of(
                "SHOW_APP", message -> tell(new DaemonEvent.Show()),
                "HIDE_APP", message -> tell(new DaemonEvent.Hide()),
                "OPEN_SETTINGS", message -> tell(new DaemonEvent.Settings()),
                "QUIT_APP", message -> tell(new DaemonEvent.Quit()));
    }

    private CompletionStage<JsonObject> tell(DaemonEvent event) {
        Optional<ClientBoard.Client> app = clients.app();
        return app.map(client -> client.tell(event).thenApply(AppCommands::reply))
                .orElseGet(() -> CompletableFuture.completedFuture(
                        Replies.error("The chat window is not running.", "app_not_running")));
    }

    private static JsonObject reply(boolean written) {
        return written
                ? Replies.ok()
                : Replies.error(
                        "The chat window does not read what it is told. End it, and start it again.", "app_busy");
    }
}
