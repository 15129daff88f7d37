package online.cloudtolocalllm.settings.view.apps;

import java.time.Instant;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.settings.model.apps.AppKey;
import online.cloudtolocalllm.settings.model.apps.Apps;
import online.cloudtolocalllm.settings.model.apps.KeyWords;
import online.cloudtolocalllm.window.Parts;
import online.cloudtolocalllm.window.words.Words;

/** One key: whose, how far, how much it was used. After it was revoked, that, and the way back. For JavaFX's thread. */
final class KeyRow extends HBox {

    private final Label privacy = Parts.text("", "badge");
    private final Label below = Parts.paragraph("", "quiet");
    private final Button revoke;
    private final Button undo;

    KeyRow(String name, Apps apps) {
        setId("key-" + name);
        getStyleClass().add("row");
        HBox head = new HBox(8, Parts.text(Words.plain(name), "strong"), privacy);
        VBox words = new VBox(2, head, below);
        HBox.setHgrow(words, Priority.ALWAYS);
        revoke = Parts.button("revoke-" + name, "Revoke", () -> apps.revoke(name));
        revoke.setAccessibleText("Revoke the key of " + name);
        revoke.getStyleClass().add("small");
        undo = Parts.button("restore-" + name, "Undo", () -> apps.restore(name));
        undo.setAccessibleText("Bring the key of " + name + " back");
        undo.getStyleClass().add("small");
        getChildren().addAll(words, revoke, undo);
    }

    void show(AppKey key, Instant now) {
        gone(false);
        privacy.setText(KeyWords.privacy(key.privacy()));
        below.setText(KeyWords.use(key, now));
    }

    void showRevoked() {
        gone(true);
        below.setText("It was revoked: programs that use it are refused from now on.");
    }

    private void gone(boolean gone) {
        boolean focused = revoke.isFocused() || undo.isFocused();
        privacy.setVisible(!gone);
        Parts.there(revoke, !gone);
        Parts.there(undo, gone);
        if (focused) {
            // Who works by keyboard finds the way back under the finger.
            (gone ? undo : revoke).requestFocus();
        }
    }
}
