package online.cloudtolocalllm.desktop;

import java.nio.file.Path;
import java.util.List;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.stage.StageStyle;

/** A program of its own with files that can be taken hold of, as a file manager has them. Says what becomes of each drag. */
final class PictureSource {

    /** Where it is to be taken hold of. */
    static final Place HOLD = new Place(1_180, 80);

    private static final double SIDE = 120;

    private PictureSource() {}

    /** Begins, with the path of a file. */
    public static void main(String[] arguments) {
        Platform.startup(() -> show(Path.of(arguments[0])));
    }

    private static void show(Path file) {
        StackPane all = new StackPane();
        all.setOnDragDetected(event -> {
            Dragboard held = all.startDragAndDrop(TransferMode.ANY);
            ClipboardContent content = new ClipboardContent();
            content.putFiles(List.of(file.toFile()));
            held.setContent(content);
            event.consume();
        });
        all.setOnDragDone(event -> System.out.println(event.getTransferMode() == null ? "refused" : "taken"));
        Stage stage = new Stage(StageStyle.UNDECORATED);
        stage.setX(HOLD.x() - SIDE / 2);
        stage.setY(HOLD.y() - SIDE / 2);
        stage.setScene(new Scene(all, SIDE, SIDE));
        stage.setOnShown(event -> System.out.println("shown"));
        stage.show();
    }
}
