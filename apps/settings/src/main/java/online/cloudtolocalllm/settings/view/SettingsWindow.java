package online.cloudtolocalllm.settings.view;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import javafx.util.Duration;
import online.cloudtolocalllm.client.StartPolicy;
import online.cloudtolocalllm.settings.model.SettingsFeed;
import online.cloudtolocalllm.settings.model.SettingsState;
import online.cloudtolocalllm.window.DaemonBanner;
import online.cloudtolocalllm.window.Shell;
import online.cloudtolocalllm.window.WindowPart;
import online.cloudtolocalllm.window.WindowProgram;
import online.cloudtolocalllm.window.WindowSize;
import online.cloudtolocalllm.window.start.WindowName;

/** The settings window: tabs, and above them a strip while the daemon is away. For JavaFX's thread. */
public final class SettingsWindow implements WindowPart {

    private static final WindowName NAME = new WindowName("settings", "CloudToLocalLLM settings", "settings window");
    private static final WindowSize SIZE = new WindowSize(760, 600, 560, 420);

    private final Shell shell;
    private final SettingsFeed feed;
    private final DaemonBanner banner;
    private final ConnectionsTab connections = new ConnectionsTab();
    private final StatusTab status = new StatusTab();
    private final GeneralTab general;
    private final AboutTab about;
    private final TabPane tabs = new TabPane();
    private final VBox root = new VBox();
    /** Times such as "since 12:31" and "running for 3 min" grow older without an event. */
    private final Timeline minute = new Timeline(new KeyFrame(Duration.seconds(20), tick -> draw()));

    /** Kept here, so that what listens to it is kept, too. */
    private final ObservableValue<Boolean> focused = root.sceneProperty()
            .flatMap(Scene::windowProperty)
            .flatMap(Window::focusedProperty)
            .orElse(false);

    private SettingsState state = SettingsState.EMPTY;

    /** The process that has this window. */
    public static WindowProgram program() {
        // A daemon that somebody stopped is not started by looking at its settings: the window offers it.
        return new WindowProgram(NAME, SIZE, StartPolicy.NEVER, SettingsWindow::new);
    }

    SettingsWindow(Shell shell) {
        this.shell = shell;
        feed = new SettingsFeed(
                shell.daemon(),
                shell.programs(),
                shell.locations(),
                next -> Platform.runLater(() -> {
                    state = next;
                    draw();
                }));
        banner = new DaemonBanner(feed::startDaemon);
        general = new GeneralTab(feed::set);
        about = new AboutTab(shell.locations());
        tabs.getTabs()
                .addAll(List.of(
                        tab("connections", "Connections", connections.root()),
                        tab("status", "Status", status.root()),
                        tab("general", "General", general.root()),
                        tab("about", "About", about.root())));
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        VBox.setVgrow(tabs, Priority.ALWAYS);
        root.getChildren().addAll(banner, tabs);
        root.getStylesheets()
                .add(Objects.requireNonNull(SettingsWindow.class.getResource("settings.css"))
                        .toExternalForm());
        root.sceneProperty().addListener((property, before, scene) -> {
            if (scene != null) {
                scene.getAccelerators()
                        .put(new KeyCodeCombination(KeyCode.W, KeyCombination.SHORTCUT_DOWN), shell::end);
                scene.getAccelerators().put(new KeyCodeCombination(KeyCode.F5), feed::refresh);
            }
        });
        // Somebody may have switched elsewhere: in the menu, in a file, on the command line.
        tabs.getSelectionModel().selectedItemProperty().addListener((property, before, tab) -> {
            if (tab != null && "general".equals(tab.getId())) {
                feed.refresh();
            }
        });
        focused.addListener((property, before, now) -> {
            if (Boolean.TRUE.equals(now)) {
                feed.refresh();
            }
        });
        minute.setCycleCount(Animation.INDEFINITE);
        minute.play();
        draw();
    }

    private static Tab tab(String id, String title, Parent content) {
        Tab tab = new Tab(title, content);
        tab.setId(id);
        return tab;
    }

    private void draw() {
        Instant now = Instant.now();
        ZoneId zone = ZoneId.systemDefault();
        banner.show(state.link());
        connections.show(state, now, zone);
        status.show(state, now, zone);
        general.show(state);
        about.show(state);
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void shown(String part) {
        tabs.getTabs().stream()
                .filter(tab -> part.equals(tab.getId()))
                .findFirst()
                .ifPresent(tabs.getSelectionModel()::select);
        feed.refresh();
    }

    @Override
    public List<String> parts() {
        return tabs.getTabs().stream().map(Tab::getId).toList();
    }

    @Override
    public void settings(String tab) {
        shell.front(tab);
    }

    @Override
    public void close() {
        minute.stop();
        feed.close();
    }
}
