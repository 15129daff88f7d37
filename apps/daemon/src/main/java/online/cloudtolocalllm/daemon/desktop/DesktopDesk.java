package online.cloudtolocalllm.daemon.desktop;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import online.cloudtolocalllm.autostart.Autostart;
import online.cloudtolocalllm.broker.BoardWatcher;
import online.cloudtolocalllm.broker.Broker;
import online.cloudtolocalllm.config.daemon.DesktopSettings;
import online.cloudtolocalllm.daemon.ipc.ClientBoard;
import online.cloudtolocalllm.daemon.ipc.IpcHandler;
import online.cloudtolocalllm.daemon.settings.LiveSettings;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.StatusSnapshot;
import online.cloudtolocalllm.protocol.status.TrayState;
import online.cloudtolocalllm.tray.ShownStatus;
import online.cloudtolocalllm.tray.Tray;
import online.cloudtolocalllm.tray.TrayCommand;

/**
 * The daemon's side of the desktop, put together: facts become a picture, what is chosen becomes a deed. Until it is opened, which
 * is when the daemon serves, nothing of the desktop is touched; whatever the desktop does, the daemon goes on. Thread-safe; no
 * method blocks.
 */
public final class DesktopDesk implements AutoCloseable {

    private final Parts parts;
    private final DesktopThreads threads;
    private final OllamaStart ollama;
    private final WatchedAutostart autostart;
    private final DesktopSwitch desktop;
    private final TrayCommands commands;
    private final TrayStanding standing;
    private volatile DesktopSettings settings = DesktopSettings.STANDARD;
    private volatile Optional<TrayDesk> tray = Optional.empty();
    private volatile Optional<NoticeDesk> news = Optional.empty();

    /**
     * What the desk works with.
     *
     * @param surroundings where the daemon runs
     * @param broker tests connections and tells their state
     * @param settings where choices are kept
     * @param clients who is connected, and what they want the tray to show
     * @param answers who answered last
     * @param windows the product's windows
     * @param autostart starts the daemon at login
     * @param old whether old clients are let in
     * @param secretVariables names of the variables that other programs must not see
     * @param quit ends the daemon
     */
    public record Parts(
            Surroundings surroundings,
            Broker broker,
            LiveSettings settings,
            ClientBoard clients,
            LastAnswers answers,
            Windows windows,
            Autostart autostart,
            OldClientsSwitch old,
            Supplier<Set<String>> secretVariables,
            Runnable quit) {}

    /**
     * Where the daemon runs.
     *
     * @param environment environment variables
     * @param osName the value of {@code os.name}
     * @param locations its files
     * @param desktop whether it may be seen on the desktop at all
     */
    public record Surroundings(Map<String, String> environment, String osName, Locations locations, boolean desktop) {

        /**
         * Those of this process.
         *
         * @param desktop whether it may be seen on the desktop at all
         */
        public static Surroundings ofThisProcess(
                Map<String, String> environment, Locations locations, boolean desktop) {
            return new Surroundings(environment, System.getProperty("os.name", ""), locations, desktop);
        }
    }

    /**
     * Old clients, as the menu shows them.
     *
     * @param countsDown whether they are let in for a time
     * @param end lets them in no longer, and says in words what stands in the way; blocks
     */
    public record OldClientsSwitch(BooleanSupplier countsDown, Supplier<Optional<String>> end) {}

    /** A desk on the desktop of this process, which is not open. */
    public static DesktopDesk of(Parts parts, DesktopThreads threads) {
        return new DesktopDesk(parts, threads, listener -> DesktopScreen.open(parts.surroundings, listener));
    }

    /**
     * A desk that is not open.
     *
     * @param screens opens the desktop
     */
    DesktopDesk(Parts parts, DesktopThreads threads, Function<Tray.Listener, Screen> screens) {
        this.parts = parts;
        this.threads = threads;
        Surroundings here = parts.surroundings;
        this.ollama = new OllamaStart(
                new OllamaProgram(here.environment, here.osName),
                here.locations.output("ollama"),
                new Connections(parts.broker),
                parts.secretVariables,
                threads.later(),
                threads.blocking());
        this.autostart = new WatchedAutostart(parts.autostart);
        this.standing = new TrayStanding(parts.broker::changedBeside);
        this.desktop = new DesktopSwitch(screens, new Chosen(), this::showAgain, threads);
        TrayCommands.Means means = new TrayCommands.Means(
                new SettingsClicks(parts.settings),
                connection -> parts.broker.test(connection, false),
                parts.windows,
                new ClipboardPrograms(
                        here.environment,
                        here.osName,
                        new DisplaySearch(here.environment, here.osName)::find,
                        parts.secretVariables),
                ollama,
                parts.old.end,
                autostart,
                parts.quit);
        this.commands = new TrayCommands(means, desktop, threads.blocking());
    }

    /** Whether the tray icon is seen. */
    public TrayState trayState() {
        return standing.state();
    }

    /** Starting at login; what is changed through it is seen in the menu at once. */
    public Autostart autostart() {
        return autostart;
    }

    /** The commands of IPC clients that are answered here. */
    public Map<String, IpcHandler> handlers() {
        return new OllamaCommand(ollama, threads.blocking()).handlers();
    }

    /** These settings count from now on. */
    public void configured(DesktopSettings other) {
        settings = other;
        news.ifPresent(desk -> desk.show(other.notifications()));
        if (tray.isPresent()) {
            desktop.want(other);
        }
    }

    /**
     * Goes to the desktop, unless it may not.
     *
     * @param status the daemon's state; looking at it hurries no probe
     */
    public void open(Supplier<DaemonStatus> status) {
        if (!parts.surroundings.desktop) {
            return;
        }
        TrayView view =
                new TrayView(status, parts.answers, parts.windows, parts.clients, ollama, autostart, threads.time());
        TrayDesk drawn = new TrayDesk(view, desktop::showsTray, parts.old.countsDown, desktop::show, threads);
        tray = Optional.of(drawn);
        watch(ShownStatus.MENU, drawn);
        NoticeDesk told = new NoticeDesk(parts.broker::status, ollama::possible, desktop, threads);
        news = Optional.of(told);
        told.show(settings.notifications());
        watch(ShownStatus.NOTICES, told);
        parts.answers.whenChanged(drawn::changed);
        parts.windows.whenChanged(drawn::changed);
        parts.windows.whenCrashed(commands::crashed);
        parts.clients.whenChanged(drawn::changed);
        autostart.whenChanged(drawn::changed);
        ollama.whenChanged(drawn::changed);
        desktop.want(settings);
    }

    private void watch(ShownStatus shown, BoardWatcher watcher) {
        parts.broker.watch(new ShownChanges(parts.broker::status, shown, watcher, threads.time()));
    }

    private void showAgain() {
        tray.ifPresent(TrayDesk::showAgain);
    }

    @Override
    public void close() {
        tray.ifPresent(TrayDesk::close);
        news.ifPresent(NoticeDesk::close);
        desktop.close();
    }

    private record Connections(Broker broker) implements OllamaStart.Connections {

        @Override
        public StatusSnapshot snapshot() {
            return broker.status();
        }

        @Override
        public void hurry() {
            broker.lookedAt();
        }
    }

    private final class Chosen implements Tray.Listener {

        @Override
        public void chosen(TrayCommand command) {
            commands.chosen(command);
        }

        @Override
        public void activated() {
            commands.activated();
        }

        @Override
        public void changed(TrayState state, String why) {
            standing.changed(state, why);
        }
    }
}
