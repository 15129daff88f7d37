package online.cloudtolocalllm.chat.view.list;

import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import online.cloudtolocalllm.chat.model.list.Piece;
import online.cloudtolocalllm.window.Parts;

/** What a message says around the words that were looked for, in up to two lines. For JavaFX's thread. */
final class Excerpt extends TextFlow {

    private static final double LINE = 15;
    /** What surely fits into one line. */
    private static final int SHORT = 28;

    Excerpt() {
        getStyleClass().add("conversation-excerpt");
        Rectangle room = new Rectangle();
        room.widthProperty().bind(widthProperty());
        room.heightProperty().bind(heightProperty());
        setClip(room);
    }

    void show(List<Piece> pieces) {
        Parts.there(this, !pieces.isEmpty());
        getChildren().setAll(pieces.stream().map(Excerpt::drawn).toList());
        // A list asks its rows how high they are before it says how wide.
        double high = text(pieces).length() <= SHORT ? LINE : 2 * LINE;
        setMinHeight(high);
        setPrefHeight(high);
        setMaxHeight(high);
    }

    private static Text drawn(Piece piece) {
        Text text = new Text(piece.text());
        text.getStyleClass().add(piece.found() ? "found-text" : "excerpt-text");
        return text;
    }

    static String text(List<Piece> pieces) {
        return pieces.stream().map(Piece::text).collect(Collectors.joining());
    }
}
