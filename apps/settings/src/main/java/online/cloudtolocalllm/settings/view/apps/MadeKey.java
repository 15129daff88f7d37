package online.cloudtolocalllm.settings.view.apps;

import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.settings.model.apps.NewKey;
import online.cloudtolocalllm.window.Copying;
import online.cloudtolocalllm.window.Parts;
import online.cloudtolocalllm.window.words.Words;

/** A key that was just made, to be copied: it is shown this once. For JavaFX's thread. */
final class MadeKey extends VBox {

    private final Label title = Parts.text("", "strong");
    private final TextField secret = Copying.selectable("made-key-text", "The new key", "mono");
    private final Button copy = Copying.button("copy-key", "Copy the new key", secret::getText);

    MadeKey(Runnable onDone) {
        setId("made-key");
        getStyleClass().add("made-key");
        Button done = Parts.button("key-done", "Done", onDone);
        done.getStyleClass().add("small");
        HBox.setHgrow(secret, Priority.ALWAYS);
        HBox line = new HBox(8, secret, copy, done);
        line.getStyleClass().add("setting-control");
        getChildren()
                .addAll(
                        title,
                        line,
                        Parts.paragraph(
                                "Copy it now: it is shown this once, and kept nowhere. Who loses it revokes it and"
                                        + " makes another.",
                                "quiet"));
        show(Optional.empty());
    }

    void show(Optional<NewKey> made) {
        String text = made.map(NewKey::secret).orElse("");
        boolean isNew = !text.equals(secret.getText());
        Parts.there(this, made.isPresent());
        if (isNew) {
            title.setText(
                    made.map(key -> "The key of " + Words.plain(key.name())).orElse(""));
            secret.setText(text);
            if (made.isPresent()) {
                copy.requestFocus();
            }
        }
    }
}
