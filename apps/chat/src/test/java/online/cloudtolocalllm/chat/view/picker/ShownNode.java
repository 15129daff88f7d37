package online.cloudtolocalllm.chat.view.picker;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.stage.Stage;
import online.cloudtolocalllm.testkit.Until;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.service.query.EmptyNodeQueryException;
import org.testfx.util.WaitForAsyncUtils;

/** A part of the window on JavaFX's headless platform, and who looks at it and uses it. */
public final class ShownNode implements AutoCloseable {

    private final FxRobot robot = new FxRobot();

    /**
     * Shows a part.
     *
     * @param part makes it, on JavaFX's thread
     */
    public ShownNode(Callable<? extends Parent> part, double width, double height) throws Exception {
        FxToolkit.registerPrimaryStage();
        // One of its own: a size that a window is given stays with it.
        FxToolkit.registerStage(Stage::new);
        Parent root = FxToolkit.setupFixture(part::call);
        FxToolkit.setupStage(stage -> stage.setScene(new Scene(root, width, height)));
        FxToolkit.showStage();
    }

    /** What moves mouse and keys. */
    public FxRobot robot() {
        return robot;
    }

    /** Waits until this holds on JavaFX's thread; of a node that is not there nothing holds. */
    public boolean until(BooleanSupplier condition) throws InterruptedException {
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

    /** Waits until a node has this text and is seen. */
    public boolean says(String id, String words) throws InterruptedException {
        return until(() -> seen(id) && words(id).contains(words));
    }

    /** Whether it can be seen now. */
    public boolean seen(String id) {
        for (Node at = node(id); at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    /** What it says. */
    public String words(String id) {
        String text =
                switch (node(id)) {
                    case Labeled labeled -> labeled.getText();
                    case TextInputControl input -> input.getText();
                    default -> "";
                };
        return text == null ? "" : text;
    }

    /** The node of this id. */
    public Node node(String id) {
        return robot.lookup("#" + id).query();
    }

    /** Presses a button that is seen and can be used. */
    public void press(String id) throws InterruptedException {
        if (!until(() -> seen(id) && !node(id).isDisabled())) {
            throw new AssertionError(id + " cannot be used");
        }
        robot.interact(() -> {
            if (node(id) instanceof ButtonBase button) {
                button.fire();
            }
        });
    }

    /** Writes into a field. */
    public void write(String id, String text) {
        robot.interact(() -> {
            if (node(id) instanceof TextInputControl input) {
                input.requestFocus();
                input.setText(text);
            }
        });
    }

    @Override
    public void close() throws TimeoutException {
        FxToolkit.cleanupStages();
    }
}
