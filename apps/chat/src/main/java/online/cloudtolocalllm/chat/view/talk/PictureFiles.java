package online.cloudtolocalllm.chat.view.talk;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** Where a person looks for pictures. For JavaFX's thread. */
interface PictureFiles {

    /**
     * Has them chosen. Returns when that is done; events of the window are worked on meanwhile.
     *
     * @param over the window that waits; null for none
     * @return the files; empty if the person chose none
     */
    List<Path> choose(@Nullable Window over);

    /** The desktop's own dialog. */
    static PictureFiles chooser() {
        return over -> {
            FileChooser chooser = new FileChooser();
            chooser.setTitle("Add pictures");
            chooser.getExtensionFilters()
                    .addAll(
                            new FileChooser.ExtensionFilter(
                                    "Pictures",
                                    List.of(
                                            "*.png", "*.jpg", "*.jpeg", "*.webp", "*.gif", "*.bmp", "*.PNG", "*.JPG",
                                            "*.JPEG")),
                            new FileChooser.ExtensionFilter("All files", "*"));
            return Optional.ofNullable(chooser.showOpenMultipleDialog(over)).orElse(List.of()).stream()
                    .map(file -> file.toPath())
                    .toList();
        };
    }
}
