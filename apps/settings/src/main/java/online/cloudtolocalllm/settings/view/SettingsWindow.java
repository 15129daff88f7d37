package online.cloudtolocalllm.settings.view;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.collections.ObservableMap;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.TabPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.util.Duration;
import online.cloudtolocalllm.client.StartPolicy;
import online.cloudtolocalllm.config.store.OfflineSettings;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.settings.model.DaemonWatch;
import online.cloudtolocalllm.settings.model.FileWatch;
import online.cloudtolocalllm.settings.model.LinkedDaemon;
import online.cloudtolocalllm.settings.model.Settings;
import online.cloudtolocalllm.settings.model.SettingsState;
import online.cloudtolocalllm.settings.model.config.ConfigStore;
import online.cloudtolocalllm.settings.model.config.LiveStore;
import online.cloudtolocalllm.settings.view.about.AboutTab;
import online.cloudtolocalllm.settings.view.apps.AppsTab;
import online.cloudtolocalllm.settings.view.connections.ConnectionsTab;
import online.cloudtolocalllm.settings.view.gateway.GatewayTab;
import online.cloudtolocalllm.settings.view.general.GeneralTab;
import online.cloudtolocalllm.settings.view.logs.LogsTab;
import online.cloudtolocalllm.settings.view.page.Moment;
import online.cloudtolocalllm.settings.view.page.Page;
import online.cloudtolocalllm.settings.view.page.PageContext;
import online.cloudtolocalllm.settings.view.status.StatusTab;
import online.cloudtolocalllm.window.DaemonBanner;
import online.cloudtolocalllm.window.Shell;
import online.cloudtolocalllm.window.WindowPart;
import online.cloudtolocalllm.window.WindowProgram;
import online.cloudtolocalllm.window.WindowSize;
import online.cloudtolocalllm.window.start.WindowName;
import org.jspecify.annotations.Nullable;

/** The settings window: pages, above them a strip while the daemon is away, below them what was done last. For JavaFX's thread. */
public final class SettingsWindow implements WindowPart {

    private static final WindowName NAME = new WindowName("settings", "CloudToLocalLLM settings", "settings window");
    private static final WindowSize SIZE = new WindowSize(820, 640, 600, 440);

    private final Shell shell;
    private final ConfigStore store;
    private final LinkedDaemon daemon;
    private final Settings settings;
    private final DaemonWatch watch;
    private final FileWatch files;
    /** For what may block on a file. */
    private final ExecutorService disk = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("files-", 0).factory());

    private final DaemonBanner banner;
    private final UndoStrip strip;
    private final List<PageSlot> slots;
    private final RestartStrip restart = new RestartStrip(this::restartDaemon);
    private final TabPane tabs = new TabPane();
    private final VBox root = new VBox();
    /** Times such as "since 12:31" grow older without an event, and a strip goes by itself. */
    private final Timeline second = new Timeline(new KeyFrame(Duration.seconds(1), tick -> tick()));

    /** Kept here, so that what listens to it is kept, too. */
    private final ObservableValue<Boolean> focused = root.sceneProperty()
            .flatMap(Scene::windowProperty)
            .flatMap(Window::focusedProperty)
            .orElse(false);

    private final ObservableValue<Boolean> showing = root.sceneProperty()
            .flatMap(Scene::windowProperty)
            .flatMap(Window::showingProperty)
            .orElse(false);
    private final ObservableValue<Boolean> small = root.sceneProperty()
            .flatMap(Scene::windowProperty)
            .flatMap(window -> window instanceof Stage stage ? stage.iconifiedProperty() : null)
            .orElse(false);
    /** Whether somebody can look at the window, and which page was told so. */
    private boolean seen;

    private @Nullable Page opened;

    /** The process that has this window. */
    public static WindowProgram program() {
        // A daemon that somebody stopped is not started by looking at its settings: the window offers it.
        return new WindowProgram(NAME, SIZE, StartPolicy.NEVER, SettingsWindow::new);
    }

    SettingsWindow(Shell shell) {
        this(shell, TimeSource.system());
    }

    /** One whose strip goes, and whose offers end, by this clock. */
    SettingsWindow(Shell shell, TimeSource time) {
        this.shell = shell;
        Executor screen = Platform::runLater;
        store = new LiveStore(shell.daemon(), new OfflineSettings(shell.locations(), System.getenv(), time), screen);
        daemon = new LinkedDaemon(shell.daemon(), screen);
        settings = new Settings(store, time, ignored -> draw());
        files = new FileWatch(shell.locations(), daemon, settings, disk, screen);
        banner = new DaemonBanner(this::startDaemon);
        strip = new UndoStrip(settings);
        PageContext context = new PageContext(settings, daemon, shell, screen, disk, time);
        slots = List.of(
                new PageSlot("connections", "Connections", () -> new ConnectionsTab(context)),
                new PageSlot("status", "Status", () -> new StatusTab(context)),
                new PageSlot("gateway", "Gateway", () -> GatewayTab.of(context)),
                new PageSlot("apps", "Apps & keys", () -> AppsTab.of(context)),
                new PageSlot("general", "General", () -> GeneralTab.of(context)),
                new PageSlot("logs", "Logs", () -> new LogsTab(context)),
                new PageSlot("about", "About", () -> new AboutTab(context)));
        slots.forEach(slot -> tabs.getTabs().add(slot.tab()));
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        VBox.setVgrow(tabs, Priority.ALWAYS);
        root.getChildren().addAll(banner, restart, tabs, strip);
        root.getStylesheets()
                .add(Objects.requireNonNull(SettingsWindow.class.getResource("settings.css"))
                        .toExternalForm());
        root.sceneProperty().addListener((property, before, scene) -> {
            if (scene != null) {
                keys(scene.getAccelerators());
            }
        });
        root.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE && selected().page().escape()) {
                event.consume();
            }
        });
        tabs.getSelectionModel().selectedItemProperty().addListener((property, before, tab) -> turned());
        focused.addListener((property, before, now) -> {
            // Somebody may have changed something elsewhere: in the menu, in a file, on the command line.
            if (Boolean.TRUE.equals(now)) {
                settings.refresh();
            }
        });
        showing.addListener((property, before, now) -> looked());
        small.addListener((property, before, now) -> looked());
        watch = new DaemonWatch(shell.daemon(), shell.programs(), shell.locations(), settings, screen);
        second.setCycleCount(Animation.INDEFINITE);
        draw();
    }

    private void startDaemon() {
        watch.startDaemon();
    }

    private void restartDaemon() {
        watch.restartDaemon();
        draw();
    }

    private void keys(ObservableMap<KeyCombination, Runnable> keys) {
        keys.put(new KeyCodeCombination(KeyCode.W, KeyCombination.SHORTCUT_DOWN), shell::end);
        keys.put(new KeyCodeCombination(KeyCode.F5), settings::refresh);
        keys.put(new KeyCodeCombination(KeyCode.Z, KeyCombination.SHORTCUT_DOWN), settings::undo);
        keys.put(
                new KeyCodeCombination(KeyCode.Z, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN),
                settings::redo);
    }

    private PageSlot selected() {
        return slots.get(Math.max(0, tabs.getSelectionModel().getSelectedIndex()));
    }

    private void turned() {
        follow();
        settings.refresh();
        draw();
    }

    /** The window came to be seen, or is no more: what costs something rests meanwhile. */
    private void looked() {
        boolean now = Boolean.TRUE.equals(showing.getValue()) && !Boolean.TRUE.equals(small.getValue());
        if (now == seen) {
            return;
        }
        seen = now;
        if (now) {
            settings.sayAgain();
            second.play();
        } else {
            second.stop();
        }
        follow();
        draw();
    }

    /** Tells the page that is seen, and the one that is no more. */
    private void follow() {
        Page now = seen ? selected().page() : null;
        Page before = opened;
        if (Objects.equals(now, before)) {
            return;
        }
        opened = now;
        if (before != null) {
            before.left();
        }
        if (now != null) {
            now.opened();
        }
    }

    private void tick() {
        settings.tick();
        files.look();
        draw();
    }

    private void draw() {
        SettingsState state = settings.state();
        banner.show(state.link());
        restart.show(state, watch.restarting());
        strip.show(state);
        selected().made().ifPresent(page -> page.show(state, Moment.here()));
    }

    /** The tabs in their order. */
    List<PageSlot> slots() {
        return slots;
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void shown(String part) {
        slots.stream().filter(slot -> part.equals(slot.id())).findFirst().ifPresent(slot -> tabs.getSelectionModel()
                .select(slot.tab()));
        // Before the window is: its first picture has it.
        selected().page();
        settings.refresh();
        draw();
    }

    @Override
    public List<String> parts() {
        return slots.stream().map(PageSlot::id).toList();
    }

    @Override
    public void settings(String tab) {
        shell.front(tab);
    }

    @Override
    public void close() {
        second.stop();
        // A field that is left sets what was typed.
        root.requestFocus();
        slots.forEach(slot -> slot.made().ifPresent(Page::close));
        watch.close();
        store.close();
        daemon.close();
        disk.shutdownNow();
    }
}
