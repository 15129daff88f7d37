package online.cloudtolocalllm.chat.view.list;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Window;
import online.cloudtolocalllm.chat.model.exchange.Form;
import org.jspecify.annotations.Nullable;

/** The desktop's own dialogs for files. For JavaFX's thread. */
public final class FileDialogs implements ChosenFiles {

    private final Node within;

    /** In front of the window that this lies in. */
    public FileDialogs(Node within) {
        this.within = within;
    }

    private @Nullable Window window() {
        return within.getScene() == null ? null : within.getScene().getWindow();
    }

    @Override
    public Optional<Path> save(String title, String name, Form form) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.setInitialFileName(name);
        chooser.getExtensionFilters().add(new ExtensionFilter(form.word(), "*" + form.ending()));
        return Optional.ofNullable(chooser.showSaveDialog(window())).map(File::toPath);
    }

    @Override
    public Optional<Path> folder(String title) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(title);
        return Optional.ofNullable(chooser.showDialog(window())).map(File::toPath);
    }

    @Override
    public List<Path> open(String title) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.getExtensionFilters()
                .add(new ExtensionFilter("Conversations", "*" + Form.JSON.ending(), "*" + Form.MARKDOWN.ending()));
        return Optional.ofNullable(chooser.showOpenMultipleDialog(window())).orElse(List.of()).stream()
                .map(File::toPath)
                .toList();
    }
}
