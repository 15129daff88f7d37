package online.cloudtolocalllm.chat.view.talk;

import atlantafx.base.theme.PrimerLight;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.application.Application;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextArea;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import online.cloudtolocalllm.chat.model.talk.TalkState;
import online.cloudtolocalllm.chat.view.WindowSheet;
import online.cloudtolocalllm.testkit.ManualClock;
import online.cloudtolocalllm.testkit.Until;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The view of a played conversation on JavaFX's headless platform, and the eyes and hands before it. */
final class OpenTalk implements AutoCloseable {

    final FxRobot robot = new FxRobot();
    final PlayedTalk talk = new PlayedTalk();
    final List<Path> files = new ArrayList<>();
    final TalkView view;

    OpenTalk(double width, double height) throws Exception {
        FxToolkit.registerPrimaryStage();
        // One of its own: a size that a window is given stays with it.
        FxToolkit.registerStage(Stage::new);
        FxToolkit.setupFixture(() -> {
            if (Application.getUserAgentStylesheet() == null) {
                Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
            }
        });
        view = FxToolkit.setupFixture(() -> new TalkView(
                talk,
                address -> talk.asked.add("link " + address),
                new ManualClock(Samples.AT),
                ZoneOffset.UTC,
                over -> files));
        FxToolkit.setupStage(stage -> {
            Scene scene = new Scene(view.root(), width, height);
            scene.getStylesheets().addFirst(WindowSheet.url());
            stage.setScene(scene);
        });
        FxToolkit.showStage();
        robot.interact(() -> {
            talk.onChange(view::show);
            view.show(Samples.ready());
            view.focus();
        });
    }

    /** The conversation is so now, laid out. */
    void tell(TalkState state) {
        robot.interact(() -> talk.tell(state));
        settle();
    }

    /** Lets all that follows from the last thing happen. */
    void settle() {
        for (int i = 0; i < 3; i++) {
            robot.interact(() -> {
                view.root().applyCss();
                view.root().layout();
            });
        }
    }

    <T> T look(Supplier<T> eyes) {
        return WaitForAsyncUtils.waitForAsyncFx(Until.LIMIT.toMillis(), eyes::get);
    }

    boolean until(BooleanSupplier condition) throws InterruptedException {
        return Until.holds(Until.LIMIT, () -> look(condition::getAsBoolean));
    }

    Node node(String id) {
        return robot.lookup(id).query();
    }

    /** The first with this id that can be seen. */
    Optional<Node> seen(String id) {
        return look(() ->
                robot.lookup(id).queryAll().stream().filter(OpenTalk::isSeen).findFirst());
    }

    private static boolean isSeen(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    /** What it says, if it is seen; empty otherwise. */
    String words(String id) {
        return look(() -> robot.lookup(id).queryAll().stream()
                .filter(OpenTalk::isSeen)
                .filter(Labeled.class::isInstance)
                .map(node -> ((Labeled) node).getText())
                .findFirst()
                .orElse(""));
    }

    void press(String id) {
        Button button = (Button) seen(id).orElseThrow(() -> new AssertionError(id + " is not seen"));
        robot.interact(button::fire);
        settle();
    }

    TextArea box() {
        return robot.lookup("#message").queryAs(TextArea.class);
    }

    void write(String text) {
        robot.interact(() -> box().setText(text));
    }

    /** Where the top of a message lies below the top of what is seen of the conversation. */
    double top(long message) {
        return look(() -> {
            Region roll = (Region) node("#messages");
            Bounds bounds = node("#message-" + message)
                    .localToScene(node("#message-" + message).getBoundsInLocal());
            return roll.sceneToLocal(bounds).getMinY();
        });
    }

    /** The cards that exist. */
    int cards() {
        return look(() -> robot.lookup(".message").queryAll().size());
    }

    @Override
    public void close() throws TimeoutException {
        FxToolkit.cleanupStages();
    }
}
