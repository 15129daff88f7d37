package online.cloudtolocalllm.daemon.ipc;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import online.cloudtolocalllm.daemon.desktop.WindowKind;
import online.cloudtolocalllm.daemon.desktop.Windows;
import online.cloudtolocalllm.protocol.ipc.DaemonEvent;
import online.cloudtolocalllm.tray.AppState;

/** Windows that can only be told something while they are connected. */
record FakeWindows(ClientBoard clients) implements Windows {

    @Override
    public AppState state(WindowKind kind) {
        return clients.newest(kind.client()).isPresent() ? AppState.RUNNING : AppState.STOPPED;
    }

    @Override
    public CompletionStage<Outcome> show(WindowKind kind, String tab) {
        return tell(kind, kind == WindowKind.SETTINGS ? new DaemonEvent.Settings(tab) : new DaemonEvent.Show());
    }

    @Override
    public CompletionStage<Outcome> hide(WindowKind kind) {
        return tell(kind, new DaemonEvent.Hide());
    }

    @Override
    public CompletionStage<Outcome> quit(WindowKind kind) {
        return tell(kind, new DaemonEvent.Quit());
    }

    @Override
    public void whenChanged(Runnable listener) {
        clients.whenChanged(listener);
    }

    @Override
    public void whenCrashed(Consumer<Crash> listener) {
        // These have no process.
    }

    private CompletionStage<Outcome> tell(WindowKind kind, DaemonEvent event) {
        return clients.newest(kind.client())
                .map(client -> client.tell(event)
                        .<Outcome>thenApply(written -> written ? new Outcome.Told() : new Outcome.Busy()))
                .orElseGet(() -> CompletableFuture.completedFuture(new Outcome.NotRunning()));
    }
}
