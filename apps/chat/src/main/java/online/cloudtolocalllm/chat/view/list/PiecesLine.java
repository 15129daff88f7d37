package online.cloudtolocalllm.chat.view.list;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import online.cloudtolocalllm.chat.model.list.Piece;
import online.cloudtolocalllm.window.Parts;

/** A line in which what was looked for stands out; the last of it is cut short where it does not fit. For JavaFX's thread. */
final class PiecesLine extends HBox {

    PiecesLine() {
        getStyleClass().add("conversation-title");
        setMinWidth(0);
        HBox.setHgrow(this, Priority.ALWAYS);
        Rectangle room = new Rectangle();
        room.widthProperty().bind(widthProperty());
        room.heightProperty().bind(heightProperty());
        setClip(room);
    }

    void show(List<Piece> pieces) {
        getChildren().clear();
        for (int i = 0; i < pieces.size(); i++) {
            Label label = Parts.text(pieces.get(i).text());
            if (pieces.get(i).found()) {
                label.getStyleClass().add("found-words");
            }
            label.setMinWidth(i == pieces.size() - 1 ? 0 : Region.USE_PREF_SIZE);
            getChildren().add(label);
        }
    }
}
