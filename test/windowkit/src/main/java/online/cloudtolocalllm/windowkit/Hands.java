package online.cloudtolocalllm.windowkit;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import online.cloudtolocalllm.testkit.Until;
import org.testfx.api.FxRobot;
import org.testfx.service.query.EmptyNodeQueryException;
import org.testfx.util.WaitForAsyncUtils;

/** The eyes and hands of whoever sits before what JavaFX's headless platform shows. */
public class Hands {

    private final FxRobot robot = new FxRobot();

    /** What moves them. */
    public FxRobot robot() {
        return robot;
    }

    /**
     * Waits until this holds, looked at on JavaFX's thread: beside it a drawing would be seen half done. Of a node that is not there yet
     * nothing holds.
     */
    public boolean until(BooleanSupplier condition) throws InterruptedException {
        return Until.holds(
                Until.LIMIT.multipliedBy(2),
                () -> WaitForAsyncUtils.waitForAsyncFx(Until.LIMIT.toMillis(), () -> {
                    try {
                        return condition.getAsBoolean();
                    } catch (EmptyNodeQueryException e) {
                        return false;
                    }
                }));
    }

    /** Waits until a visible text has these words. */
    public boolean sees(String words) throws InterruptedException {
        return until(() -> shows(words));
    }

    /** Waits until no visible text has these words. */
    public boolean seesNoMore(String words) throws InterruptedException {
        return until(() -> !shows(words));
    }

    /** Whether a visible text has these words now. */
    public boolean shows(String words) {
        return look(() -> robot.lookup(node -> isSeen(node) && textOf(node).contains(words))
                .tryQuery()
                .isPresent());
    }

    /** Seen from beside JavaFX's thread, what is drawn just then would be half there. */
    private static <T> T look(Supplier<T> eyes) {
        return Platform.isFxApplicationThread()
                ? eyes.get()
                : WaitForAsyncUtils.waitForAsyncFx(Until.LIMIT.toMillis(), eyes::get);
    }

    /** All visible texts, for whoever reads why a test failed. */
    public String texts() {
        return look(() -> robot.lookup(node -> isSeen(node) && !textOf(node).isEmpty()).queryAll().stream()
                .map(Hands::textOf)
                .collect(Collectors.joining("\n")));
    }

    private static String textOf(Node node) {
        String text =
                switch (node) {
                    case Labeled label -> label.getText();
                    case TextInputControl input -> input.getText();
                    case TextFlow flow -> flowing(flow);
                    default -> "";
                };
        return text == null ? "" : text;
    }

    /** A sentence with a word in bold is of several pieces, and one to whoever reads it. */
    private static String flowing(TextFlow flow) {
        return flow.getChildren().stream()
                .map(piece -> piece instanceof Text text ? text.getText() : textOf(piece))
                .collect(Collectors.joining());
    }

    /** Whether neither it nor what it lies in is hidden. */
    public static boolean isSeen(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    /** Clicks on what can be used, where it lies at that very moment: between a look and a click nothing can move. */
    public void click(String id) throws InterruptedException {
        click(id, MouseButton.PRIMARY);
    }

    /** The same, with this button. */
    public void click(String id, MouseButton button) throws InterruptedException {
        open(id);
        robot.interact(() -> {
            Robot hand = new Robot();
            hand.mouseMove(place(id));
            hand.mouseClick(button);
        });
    }

    /** Takes hold of one and lets go over the other. */
    public void drag(String from, String to) throws InterruptedException {
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
        if (!until(() -> isOpen(id))) {
            throw new AssertionError(id + " cannot be used");
        }
    }

    /** Whether a control can be used: it is seen, not greyed, and takes what is typed. */
    public boolean isOpen(String id) {
        return look(() -> usable(id).isPresent());
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
    public void fill(String id, String text) throws InterruptedException {
        put(id, text);
        robot.push(KeyCode.SHORTCUT, KeyCode.ENTER);
    }

    /** Puts a text into a field that can be used, and stays there. */
    public void put(String id, String text) throws InterruptedException {
        open(id);
        robot.interact(() -> {
            TextInputControl input = (TextInputControl) usable(id).orElseThrow();
            input.requestFocus();
            input.setText(text);
            input.end();
        });
    }

    /** What stands in a field. */
    public String text(String id) {
        return look(() -> robot.lookup(id).queryAs(TextInputControl.class).getText());
    }
}
