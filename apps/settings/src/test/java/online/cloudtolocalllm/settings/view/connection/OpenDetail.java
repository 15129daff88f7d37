package online.cloudtolocalllm.settings.view.connection;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.VBox;
import javafx.scene.robot.Robot;
import online.cloudtolocalllm.client.ClientOptions;
import online.cloudtolocalllm.client.StartPolicy;
import online.cloudtolocalllm.client.TrayService;
import online.cloudtolocalllm.config.store.OfflineSettings;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.settings.model.DaemonWatch;
import online.cloudtolocalllm.settings.model.LinkedDaemon;
import online.cloudtolocalllm.settings.model.Settings;
import online.cloudtolocalllm.settings.model.SettingsState;
import online.cloudtolocalllm.settings.model.config.LiveStore;
import online.cloudtolocalllm.settings.model.connection.Seen;
import online.cloudtolocalllm.settings.view.page.Moment;
import online.cloudtolocalllm.settings.view.page.PageContext;
import online.cloudtolocalllm.testkit.ManualClock;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.window.Parts;
import online.cloudtolocalllm.window.Shell;
import online.cloudtolocalllm.window.ThemeSetting;
import online.cloudtolocalllm.window.start.OtherPrograms;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** A connection's page alone on JavaFX's headless platform, over the daemon of a home folder, and the hands that use it. */
final class OpenDetail implements AutoCloseable {

    private final FxRobot robot = new FxRobot();
    /** A day later, so that what happened has a date. */
    private final TimeSource time = new ManualClock(Seen.NOW.plus(Duration.ofDays(1)));

    private final TrayService daemon;
    private final LiveStore store;
    private final LinkedDaemon questions;
    private final Settings settings;
    private final DaemonWatch watch;
    private final ConnectionDetail detail;
    private final ScrollPane scroll;
    private String name;
    private boolean open = true;

    OpenDetail(Locations locations, String first) throws Exception {
        name = first;
        daemon = TrayService.open(ClientOptions.of(locations, "settings/1").withStart(StartPolicy.NEVER));
        OtherPrograms programs = new OtherPrograms(Optional.empty(), "Linux", Map.of());
        Executor screen = Platform::runLater;
        FxToolkit.registerPrimaryStage();
        store = new LiveStore(daemon, new OfflineSettings(locations, Map.of(), time), screen);
        questions = new LinkedDaemon(daemon, screen);
        settings = new Settings(store, time, this::draw);
        detail = new ConnectionDetail(
                new PageContext(settings, questions, new TestShell(locations, programs), screen, Runnable::run, time));
        watch = new DaemonWatch(daemon, programs, locations, settings, screen);
        VBox page = new VBox(detail.root());
        page.getStyleClass().add("page");
        scroll = Parts.scrolling(page);
        FxToolkit.setupStage(stage -> stage.setScene(new Scene(scroll, 820, 900)));
        FxToolkit.showStage();
    }

    private final class TestShell implements Shell {
        private final Locations locations;
        private final OtherPrograms programs;

        TestShell(Locations locations, OtherPrograms programs) {
            this.locations = locations;
            this.programs = programs;
        }

        @Override
        public TrayService daemon() {
            return daemon;
        }

        @Override
        public OtherPrograms programs() {
            return programs;
        }

        @Override
        public Locations locations() {
            return locations;
        }

        @Override
        public ThemeSetting theme() {
            return new ThemeSetting(locations, Runnable::run);
        }

        @Override
        public void front(String part) {
            // There is nothing behind which it could be.
        }

        @Override
        public void end() {
            // The test ends it.
        }
    }

    private void draw(SettingsState state) {
        if (open && state.config().known()) {
            detail.show(name, state, new Moment(time.now(), ZoneId.of("UTC")));
        }
    }

    FxRobot robot() {
        return robot;
    }

    Settings settings() {
        return settings;
    }

    ConnectionDetail detail() {
        return detail;
    }

    /** Another connection is chosen in the list. */
    void turn(String other) {
        robot.interact(() -> {
            name = other;
            draw(settings.state());
        });
    }

    /** Waits until this holds, looked at on JavaFX's thread. */
    boolean until(BooleanSupplier condition) throws InterruptedException {
        return Until.holds(
                Until.LIMIT, () -> WaitForAsyncUtils.waitForAsyncFx(Until.LIMIT.toMillis(), condition::getAsBoolean));
    }

    /** Waits until a visible text has these words. */
    boolean sees(String words) throws InterruptedException {
        return until(() -> shows(words));
    }

    /** Waits until no visible text has these words. */
    boolean seesNoMore(String words) throws InterruptedException {
        return until(() -> !shows(words));
    }

    private boolean shows(String words) {
        return robot.lookup(node -> isSeen(node) && words(node).contains(words))
                .tryQuery()
                .isPresent();
    }

    private static String words(Node node) {
        String text =
                switch (node) {
                    case Labeled label -> label.getText();
                    case TextInputControl input -> input.getText();
                    default -> "";
                };
        return text == null ? "" : text;
    }

    private static boolean isSeen(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    /** Whether a control can be used: it is seen, not greyed, and takes what is typed. */
    boolean isOpen(String id) {
        return robot.lookup(id)
                .tryQuery()
                .filter(node -> isSeen(node) && !node.isDisabled())
                .filter(node -> !(node instanceof TextInputControl input) || input.isEditable())
                .isPresent();
    }

    /** Waits until a control can be used, and clicks on it where it lies at that very moment: nothing can move between. */
    void click(String id) throws InterruptedException {
        assertOpen(id);
        robot.interact(() -> {
            scroll.applyCss();
            scroll.layout();
            Node node = robot.lookup(id).query();
            double top = node.localToScene(0, 0).getY()
                    - scroll.getContent().localToScene(0, 0).getY();
            double room = scroll.getContent().getLayoutBounds().getHeight()
                    - scroll.getViewportBounds().getHeight();
            scroll.setVvalue(room <= 0 ? 0 : Math.clamp((top - 200) / room, 0, 1));
            scroll.layout();
            Bounds place = node.localToScreen(node.getBoundsInLocal());
            Robot hand = new Robot();
            hand.mouseMove(place.getCenterX(), place.getCenterY());
            hand.mouseClick(MouseButton.PRIMARY);
        });
    }

    private void assertOpen(String id) throws InterruptedException {
        if (!until(() -> isOpen(id))) {
            throw new AssertionError(id + " cannot be used");
        }
    }

    /** Puts a text into a field and stays there. */
    void put(String id, String text) throws InterruptedException {
        assertOpen(id);
        robot.interact(() -> {
            TextField input = robot.lookup(id).queryAs(TextField.class);
            input.requestFocus();
            input.setText(text);
            input.end();
        });
    }

    /** What stands in a field. */
    String text(String id) {
        return WaitForAsyncUtils.waitForAsyncFx(
                Until.LIMIT.toMillis(),
                () -> robot.lookup(id).queryAs(TextInputControl.class).getText());
    }

    @Override
    public void close() throws TimeoutException {
        robot.interact(() -> {
            open = false;
            detail.close();
        });
        watch.close();
        questions.close();
        store.close();
        FxToolkit.cleanupStages();
        daemon.close();
    }
}
