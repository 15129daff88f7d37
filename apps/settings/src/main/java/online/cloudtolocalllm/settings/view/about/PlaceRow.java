package online.cloudtolocalllm.settings.view.about;

import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import online.cloudtolocalllm.window.Copying;
import online.cloudtolocalllm.window.Parts;

/**
 * A file or folder: where it is, and the buttons beside it.
 *
 * @param path its place, to be selected
 * @param copy copies the place
 * @param open shows the folder it is in, or it itself if it is one
 */
record PlaceRow(TextField path, Button copy, Button open) {

    static PlaceRow of(
            String id, String name, Path place, Path folder, Consumer<String> copied, Consumer<Path> opened) {
        TextField path = Copying.selectable("path-" + id, name, "mono");
        path.setText(place.toString());
        Button copy = button("copy-" + id, "Copy", "Copy the path of: " + name, () -> copied.accept(place.toString()));
        Button open = button("open-" + id, "Open folder", "Open the folder of: " + name, () -> opened.accept(folder));
        return new PlaceRow(path, copy, open);
    }

    private static Button button(String id, String text, String spoken, Runnable action) {
        Button button = Parts.button(id, text, action);
        button.setAccessibleText(spoken);
        button.getStyleClass().addAll("flat", "small");
        return button;
    }
}
