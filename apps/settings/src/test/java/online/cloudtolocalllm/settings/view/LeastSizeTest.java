package online.cloudtolocalllm.settings.view;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerLight;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TabPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import online.cloudtolocalllm.settings.PlayedSettings;
import online.cloudtolocalllm.testkit.process.TemporaryHome;
import online.cloudtolocalllm.window.Shell;
import online.cloudtolocalllm.windowkit.SeenNodes;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** Every page in a window that cannot be made smaller, with its real style sheets: nothing that can be used is cut off. */
class LeastSizeTest {

    private static final double WIDTH = 600;
    /** What the desktop leaves of 440 with a high title bar. */
    private static final double HEIGHT = 400;

    @Test
    void nothingThatCanBeUsedIsCutOff() throws Exception {
        List<String> problems = new ArrayList<>();
        try (TemporaryHome home = TemporaryHome.create();
                PlayedSettings _ = FullSettings.play(home.locations());
                OpenWindow window = new OpenWindow(home.locations())) {
            assertThat(window.sees(FullSettings.LONG)).isTrue();
            Stage small = FxToolkit.setupFixture(() -> new Stage());
            window.robot().interact(() -> style(window, small));
            for (String part : window.window().parts()) {
                window.turn(part);
                List<String> seen = new ArrayList<>();
                // Some sizes come from others, and settle with the next drawings.
                boolean _ = window.until(() -> look(part, window, seen));
                problems.addAll(seen);
            }
        } finally {
            new FxRobot().interact(() -> Application.setUserAgentStylesheet(null));
        }
        assertThat(problems).isEmpty();
    }

    private static void style(OpenWindow window, Stage small) {
        Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheetBSS());
        window.window().root().getScene().setRoot(new VBox());
        Scene scene = new Scene(window.window().root(), WIDTH, HEIGHT);
        scene.getStylesheets()
                .add(Objects.requireNonNull(Shell.class.getResource("window.css"))
                        .toExternalForm());
        small.setScene(scene);
        small.show();
    }

    /** Whether all is well; what is not is in the list. */
    private static boolean look(String part, OpenWindow window, List<String> problems) {
        window.window().root().applyCss();
        window.window().root().layout();
        problems.clear();
        look(part, window.window().root(), problems);
        return problems.isEmpty();
    }

    private static void look(String part, Node root, List<String> problems) {
        Node more = root.lookup(".control-buttons-tab");
        if (more != null && more.isVisible() && more.getLayoutBounds().getWidth() > 0) {
            problems.add(part + ": not all titles of tabs have room");
        }
        for (Node node : SeenNodes.below(root, SeenNodes::isControl)) {
            Bounds bounds = node.localToScene(node.getLayoutBounds());
            boolean cell = SeenNodes.isIn(node, IndexedCell.class);
            if (node instanceof TabPane || node instanceof ScrollPane || cell) {
                continue;
            }
            if (bounds.getMinX() < -1 || bounds.getMaxX() > WIDTH + 1) {
                problems.add(part + ": " + SeenNodes.name(node) + " lies at " + bounds.getMinX() + " to "
                        + bounds.getMaxX());
            }
            if (!SeenNodes.isIn(node, ScrollPane.class) && bounds.getMaxY() > HEIGHT + 1) {
                problems.add(part + ": " + SeenNodes.name(node) + " reaches down to " + bounds.getMaxY());
            }
            if (node instanceof ButtonBase button && SeenNodes.isCutShort(button)) {
                problems.add(part + ": " + SeenNodes.name(node) + " is cut short");
            }
        }
    }
}
