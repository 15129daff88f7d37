package online.cloudtolocalllm.chat.view.standing;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.window.Parts;
import online.cloudtolocalllm.window.words.ConnectionWords;

/** A connection in a few lines: its state, and what is wrong. For JavaFX's thread. */
final class ConnectionNote {

    private ConnectionNote() {}

    static Node of(ConnectionWords words) {
        Label mark = Parts.text(words.mark(), "state-mark");
        Parts.tone(mark, words.tone());
        Label name = Parts.text(words.name(), "strong");
        Label state = Parts.text(words.state() + (words.serving() ? " · next" : ""), "quiet");
        Label why = Parts.paragraph("", "quiet");
        Parts.say(why, words.why());
        VBox text = new VBox(name, state, why);
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox row = new HBox(8, mark, text);
        row.setAlignment(Pos.TOP_LEFT);
        return row;
    }
}
