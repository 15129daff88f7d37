package online.cloudtolocalllm.daemon.desktop;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import online.cloudtolocalllm.daemon.ipc.ClientBoard;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.ipc.DaemonEvent;
import online.cloudtolocalllm.protocol.launch.Launcher;
import online.cloudtolocalllm.tray.AppState;

/**
 * Windows as detached processes. A window runs while it is connected to the daemon, whoever started it; one that was started here
 * is starting until then. Of a kind one start is under way at a time, and whoever asks meanwhile gets its outcome. A window that
 * runs without being connected is the program's own business: a second one raises the first and ends with 0.
 */
public final class WindowProcesses implements Windows {

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<Crash>> crashListeners = new CopyOnWriteArrayList<>();
    private final Map<WindowKind, OneWindow> windows;
    /** What the listeners were told of last. Guarded by {@code listeners}. */
    private Map<WindowKind, AppState> told;

    /**
     * The windows of the installation that this process belongs to. Looks at the disk.
     *
     * @param clients tells which windows are connected
     * @param environment environment variables of this process
     * @param secretVariables the names of those that no other program should see; may block
     * @param blocking where processes are started
     */
    public static WindowProcesses open(
            ClientBoard clients,
            Locations locations,
            Map<String, String> environment,
            Supplier<Set<String>> secretVariables,
            Executor blocking) {
        DisplaySearch display = new DisplaySearch(environment, System.getProperty("os.name", ""));
        WindowLauncher launcher =
                new WindowLauncher(Launcher.ofThisProcess(), locations, environment, secretVariables, display);
        return new WindowProcesses(clients, launcher, blocking, WindowTimes.USUAL);
    }

    /**
     * Windows started by this launcher.
     *
     * @param times how long one may take
     */
    WindowProcesses(ClientBoard clients, WindowLauncher launcher, Executor blocking, WindowTimes times) {
        this.windows = List.of(WindowKind.values()).stream()
                .collect(Collectors.toUnmodifiableMap(
                        Function.identity(),
                        kind -> new OneWindow(kind, clients, launcher, blocking, times, new Told())));
        this.told = states();
        clients.whenChanged(() -> {
            windows.values().forEach(OneWindow::clientsChanged);
            changed();
        });
    }

    @Override
    public AppState state(WindowKind kind) {
        return window(kind).state();
    }

    @Override
    public CompletionStage<Outcome> show(WindowKind kind, String tab) {
        return whoShows(kind)
                .map(client -> tell(
                        client, kind == WindowKind.SETTINGS ? new DaemonEvent.Settings(tab) : new DaemonEvent.Show()))
                .orElseGet(() -> window(kind).start(tab));
    }

    @Override
    public CompletionStage<Outcome> hide(WindowKind kind) {
        return window(kind)
                .connected()
                .map(client -> tell(client, new DaemonEvent.Hide()))
                .orElseGet(() -> CompletableFuture.completedFuture(new Outcome.NotRunning()));
    }

    @Override
    public CompletionStage<Outcome> quit(WindowKind kind) {
        return window(kind)
                .connected()
                .map(client -> tell(client, new DaemonEvent.Quit()))
                .orElseGet(() -> CompletableFuture.completedFuture(window(kind).giveUp()));
    }

    @Override
    public void whenChanged(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public void whenCrashed(Consumer<Crash> listener) {
        crashListeners.add(listener);
    }

    private OneWindow window(WindowKind kind) {
        return Optional.ofNullable(windows.get(kind)).orElseThrow();
    }

    /** An old app shows its settings itself; so does any chat window where there is no program for them. */
    private Optional<ClientBoard.Client> whoShows(WindowKind kind) {
        return window(kind)
                .connected()
                .or(() -> kind == WindowKind.SETTINGS ? whoElseShowsSettings() : Optional.empty());
    }

    private Optional<ClientBoard.Client> whoElseShowsSettings() {
        boolean ours = window(WindowKind.SETTINGS).isInstalled();
        return window(WindowKind.CHAT)
                .connected()
                .filter(app -> !ours || app.name().equals(ClientBoard.OLD));
    }

    private static CompletionStage<Outcome> tell(ClientBoard.Client client, DaemonEvent event) {
        return client.tell(event).thenApply(written -> written ? new Outcome.Told() : new Outcome.Busy());
    }

    private Map<WindowKind, AppState> states() {
        Map<WindowKind, AppState> states = new EnumMap<>(WindowKind.class);
        windows.forEach((kind, window) -> states.put(kind, window.state()));
        return states;
    }

    private void changed() {
        synchronized (listeners) {
            Map<WindowKind, AppState> now = states();
            if (now.equals(told)) {
                return;
            }
            told = now;
        }
        listeners.forEach(Runnable::run);
    }

    private final class Told implements OneWindow.Listener {

        @Override
        public void changed() {
            WindowProcesses.this.changed();
        }

        @Override
        public void crashed(Crash crash) {
            crashListeners.forEach(listener -> listener.accept(crash));
        }
    }
}
