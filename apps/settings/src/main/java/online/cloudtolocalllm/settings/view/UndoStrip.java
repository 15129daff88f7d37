package online.cloudtolocalllm.settings.view;

import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import online.cloudtolocalllm.settings.model.Notice;
import online.cloudtolocalllm.settings.model.Settings;
import online.cloudtolocalllm.settings.model.SettingsState;
import online.cloudtolocalllm.window.Parts;

/** The strip at the foot: what was done last, and the way back. */
final class UndoStrip extends HBox {

    private static final PseudoClass PROBLEM = PseudoClass.getPseudoClass("problem");

    private final Label sentence = Parts.paragraph("");
    private final Button undo;

    UndoStrip(Settings settings) {
        getStyleClass().add("undo-strip");
        setId("undo-strip");
        undo = Parts.button("undo", "Undo", settings::undo);
        Button close = Parts.button("dismiss", "✕", settings::dismiss);
        close.setAccessibleText("Dismiss");
        close.getStyleClass().add("flat");
        getChildren().addAll(sentence, Parts.spring(), undo, close);
        show(SettingsState.EMPTY);
    }

    void show(SettingsState state) {
        boolean there = state.notice().isPresent();
        Parts.there(this, there);
        if (there) {
            Notice notice = state.notice().get();
            sentence.setText(notice.sentence());
            Parts.there(undo, notice.undo() && state.undoable());
            pseudoClassStateChanged(PROBLEM, notice.problem());
        }
    }
}
