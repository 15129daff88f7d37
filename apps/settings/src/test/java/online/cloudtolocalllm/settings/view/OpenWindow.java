package online.cloudtolocalllm.settings.view;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;
import online.cloudtolocalllm.client.ClientOptions;
import online.cloudtolocalllm.client.StartPolicy;
import online.cloudtolocalllm.client.TrayService;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.testkit.ManualClock;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.window.Shell;
import online.cloudtolocalllm.window.ThemeSetting;
import online.cloudtolocalllm.window.start.OtherPrograms;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.service.query.EmptyNodeQueryException;
import org.testfx.util.WaitForAsyncUtils;

/** The settings window on JavaFX's headless platform, over the daemon of a home folder, and the hands that use it. */
final class OpenWindow implements AutoCloseable {

    private final FxRobot robot = new FxRobot();
    private final Locations locations;
    private final Optional<Path> launcher;
    private final TrayService daemon;
    private final SettingsWindow window;
    private volatile boolean ended;

    OpenWindow(Locations locations) throws Exception {
        this(locations, Optional.empty());
    }

    OpenWindow(Locations locations, Optional<Path> launcher) throws Exception {
        this.locations = locations;
        this.launcher = launcher;
        daemon = TrayService.open(ClientOptions.of(locations, "settings/1").withStart(StartPolicy.NEVER));
        FxToolkit.registerPrimaryStage();
        window = FxToolkit.setupFixture(() -> new SettingsWindow(new TestShell(), new ManualClock(Instant.now())));
        FxToolkit.setupStage(stage -> stage.setScene(new Scene(window.root(), 820, 640)));
        FxToolkit.showStage();
    }

    private final class TestShell implements Shell {
        @Override
        public TrayService daemon() {
            return daemon;
        }

        @Override
        public OtherPrograms programs() {
            return new OtherPrograms(launcher, "Linux", Map.of());
        }

        @Override
        public Locations locations() {
            return locations;
        }

        @Override
        public ThemeSetting theme() {
            return new ThemeSetting(locations(), Runnable::run);
        }

        @Override
        public void front(String part) {
            window.shown(part);
        }

        @Override
        public void end() {
            ended = true;
        }
    }

    FxRobot robot() {
        return robot;
    }

    SettingsWindow window() {
        return window;
    }

    boolean ended() {
        return ended;
    }

    /** Turns to a tab, and waits until its page is there: it comes with the next drawing. */
    void turn(String tab) throws InterruptedException {
        robot.interact(() -> window.shown(tab));
        if (!until(() -> isThere(tab))) {
            throw new AssertionError(tab + " does not come");
        }
    }

    private boolean isThere(String tab) {
        window.root().applyCss();
        window.root().layout();
        return window.slots().stream()
                .filter(slot -> slot.id().equals(tab))
                .flatMap(slot -> slot.made().stream())
                .anyMatch(page -> page.root().getScene() != null && isSeen(page.root()));
    }

    /**
     * Waits until this holds, looked at on JavaFX's thread: beside it a drawing would be seen half done. Of a node that is not there yet
     * nothing holds.
     */
    boolean until(BooleanSupplier condition) throws InterruptedException {
        return Until.holds(
                Until.LIMIT,
                () -> WaitForAsyncUtils.waitForAsyncFx(Until.LIMIT.toMillis(), () -> {
                    try {
                        return condition.getAsBoolean();
                    } catch (EmptyNodeQueryException e) {
                        return false;
                    }
                }));
    }

    /** Waits until a visible text has these words. */
    boolean sees(String words) throws InterruptedException {
        return until(() -> shows(words));
    }

    /** Waits until no visible text has these words. */
    boolean seesNoMore(String words) throws InterruptedException {
        return until(() -> !shows(words));
    }

    /** Whether a visible text has these words now. */
    boolean shows(String words) {
        return robot.lookup(node -> isSeen(node) && textOf(node).contains(words))
                .tryQuery()
                .isPresent();
    }

    private static String textOf(Node node) {
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

    /** Clicks on what can be used, where it lies at that very moment: between a look and a click nothing can move. */
    void click(String id) throws InterruptedException {
        click(id, MouseButton.PRIMARY);
    }

    /** The same, with this button. */
    void click(String id, MouseButton button) throws InterruptedException {
        open(id);
        robot.interact(() -> {
            Robot hand = new Robot();
            hand.mouseMove(place(id));
            hand.mouseClick(button);
        });
    }

    /** Takes hold of one and lets go over the other. */
    void drag(String from, String to) throws InterruptedException {
        open(from);
        open(to);
        robot.interact(() -> {
            Robot hand = new Robot();
            hand.mouseMove(place(from));
            hand.mousePress(MouseButton.PRIMARY);
            hand.mouseMove(place(to));
            hand.mouseRelease(MouseButton.PRIMARY);
        });
    }

    private void open(String id) throws InterruptedException {
        if (!until(() -> usable(id).isPresent())) {
            throw new AssertionError(id + " cannot be used");
        }
    }

    private Optional<Node> usable(String id) {
        return robot.lookup(id).queryAll().stream()
                .filter(node -> isSeen(node) && !node.isDisabled())
                .filter(node -> !(node instanceof TextInputControl input) || input.isEditable())
                .findFirst();
    }

    /** Its middle on the screen, once all that has changed is laid out, and scrolled to. */
    private Point2D place(String id) {
        Node node = usable(id).orElseThrow();
        node.getScene().getRoot().applyCss();
        node.getScene().getRoot().layout();
        scrollTo(node);
        Bounds bounds = node.localToScreen(node.getBoundsInLocal());
        return new Point2D(bounds.getCenterX(), bounds.getCenterY());
    }

    private static void scrollTo(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at instanceof ScrollPane pane) {
                Bounds content = pane.getContent().getBoundsInLocal();
                Bounds place = pane.getContent().sceneToLocal(node.localToScene(node.getBoundsInLocal()));
                double beyond = content.getHeight() - pane.getViewportBounds().getHeight();
                double wanted = place.getCenterY() - pane.getViewportBounds().getHeight() / 2;
                pane.setVvalue(beyond <= 0 ? 0 : Math.clamp(wanted / beyond, 0, 1));
                pane.layout();
            }
        }
    }

    /** Puts a text into a field, key by key as far as its listeners see it, and leaves it with Enter or Ctrl-Enter. */
    void fill(String id, String text) throws InterruptedException {
        put(id, text);
        robot.push(KeyCode.SHORTCUT, KeyCode.ENTER);
    }

    /** Puts a text into a field that can be used, and stays there. */
    void put(String id, String text) throws InterruptedException {
        open(id);
        robot.interact(() -> {
            TextInputControl input = (TextInputControl) usable(id).orElseThrow();
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
        robot.interact(window::close);
        FxToolkit.cleanupStages();
        daemon.close();
    }
}
