package online.cloudtolocalllm.chat.view.style;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.Scene;

/** Where the style sheets of the window's parts are. */
public final class StyleSheet {

    private StyleSheet() {}

    /**
     * Has the scene that this node is in use these parts' sheets. A sheet of a node itself is asked for again by every node below it, and
     * JavaFX looks through all of these each time: where messages come and go, that takes longer than to draw them. For JavaFX's thread.
     *
     * @param parts whose rules hold for the whole scene: their names must be their own
     */
    public static void inScene(Node node, String... parts) {
        List<String> wanted = Arrays.stream(parts).map(StyleSheet::of).toList();
        node.sceneProperty().subscribe(scene -> {
            if (scene != null) {
                add(scene, wanted);
            }
        });
    }

    private static void add(Scene scene, List<String> wanted) {
        List<String> missing = wanted.stream()
                .filter(sheet -> !scene.getStylesheets().contains(sheet))
                .toList();
        if (!missing.isEmpty()) {
            // Together: the scene is styled anew at each change.
            scene.getStylesheets().addAll(missing);
        }
    }

    /** The address of this part's, such as of {@code picker}. Thread-safe. */
    public static String of(String part) {
        return Objects.requireNonNull(
                        StyleSheet.class.getResource("/online/cloudtolocalllm/chat/view/" + part + ".css"))
                .toExternalForm();
    }
}
