package online.cloudtolocalllm.settings.view.field;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import online.cloudtolocalllm.settings.model.SettingsState;
import online.cloudtolocalllm.settings.model.config.SettingSpec;
import online.cloudtolocalllm.window.Parts;
import online.cloudtolocalllm.window.words.Words;

/** What is the same in all rows: the name and what it does at the left, the control at the right, what is to be said below. */
final class RowFrame {

    private final SettingSpec spec;
    private final Label note = Parts.paragraph("", "quiet");
    private final Label problem = Parts.paragraph("", "tone-bad");
    private final SettingLine line;

    RowFrame(SettingSpec spec, Region control) {
        this.spec = spec;
        problem.setId(spec.id() + "-problem");
        note.setId(spec.id() + "-note");
        line = new SettingLine(spec.title(), spec.sentence(), control, note, problem);
        Parts.say(note, "");
        Parts.say(problem, "");
    }

    Node node() {
        return line;
    }

    /** Shows what keeps the setting from counting; false if the file does not decide. */
    boolean show(SettingsState state) {
        var variable = state.config().override(spec.field());
        Parts.say(
                note,
                variable.map(name -> "The environment variable " + Words.plain(name) + " decides.")
                        .orElseGet(() ->
                                state.restartNeeded().contains(spec.field().key())
                                        ? "It counts after the daemon's next start."
                                        : ""));
        return variable.isEmpty() && state.config().known();
    }

    void problem(String sentence) {
        Parts.say(problem, sentence);
    }

    void add(Node below) {
        line.getChildren().add(below);
    }
}
