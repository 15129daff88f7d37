package online.cloudtolocalllm.settings.view.connections;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import online.cloudtolocalllm.window.Parts;

/** Says before a connection is removed what undo could not bring back. For JavaFX's thread. */
final class RemoveQuestion extends HBox {

    private final Label loss = Parts.paragraph("");
    private final Button remove = Parts.button("remove-all-the-same", "", this::removeAllTheSame);
    private final Button keep = Parts.button("remove-keep", "Keep it", this::close);
    private Runnable removed = () -> {};

    RemoveQuestion() {
        super(12);
        setId("remove-question");
        getStyleClass().add("remove-question");
        loss.setId("remove-loss");
        HBox.setHgrow(loss, Priority.ALWAYS);
        loss.setMaxWidth(Double.MAX_VALUE);
        // A name may have an underscore.
        remove.setMnemonicParsing(false);
        remove.getStyleClass().add("danger");
        getChildren().addAll(loss, remove, keep);
        Parts.there(this, false);
    }

    private void removeAllTheSame() {
        close();
        removed.run();
    }

    /**
     * Says it, and waits.
     *
     * @param sentence what would be lost
     * @param all removes it all the same
     */
    void ask(String name, String sentence, Runnable all) {
        loss.setText(sentence);
        remove.setText("Remove " + name);
        removed = all;
        Parts.there(this, true);
        keep.requestFocus();
    }

    /** Asks no more; false if nothing was asked. */
    boolean close() {
        boolean was = isVisible();
        Parts.there(this, false);
        return was;
    }
}
