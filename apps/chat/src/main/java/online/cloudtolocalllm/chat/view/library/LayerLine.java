package online.cloudtolocalllm.chat.view.library;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import online.cloudtolocalllm.chat.model.library.pull.Layer;
import online.cloudtolocalllm.window.Parts;

/** One file of a download. For JavaFX's thread. */
final class LayerLine extends HBox {

    private final Label name = Parts.text("", "mono", "quiet");
    private final ProgressBar bar = new ProgressBar(0);
    private final Label words = Parts.text("", "model-small");

    LayerLine() {
        super(8);
        getStyleClass().add("layer-line");
        setAlignment(Pos.CENTER_LEFT);
        name.setMinWidth(96);
        name.setPrefWidth(96);
        bar.getStyleClass().add("thin");
        bar.setMinWidth(48);
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setFocusTraversable(false);
        HBox.setHgrow(bar, Priority.ALWAYS);
        words.setMinWidth(128);
        words.setAlignment(Pos.CENTER_RIGHT);
        getChildren().addAll(name, bar, words);
    }

    void show(Layer layer) {
        name.setText(layer.label());
        bar.setProgress(layer.fraction());
        bar.setAccessibleText("File " + layer.label());
        words.setText(layer.words());
    }
}
