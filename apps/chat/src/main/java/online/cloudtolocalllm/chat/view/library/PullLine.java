package online.cloudtolocalllm.chat.view.library;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.chat.model.library.pull.Downloads;
import online.cloudtolocalllm.chat.model.library.pull.Layer;
import online.cloudtolocalllm.chat.model.library.pull.Pull;
import online.cloudtolocalllm.window.Parts;
import online.cloudtolocalllm.window.words.Tone;

/** One download: what, where to, how far and how fast, and each file of it that is not whole. For JavaFX's thread. */
final class PullLine extends VBox {

    /** Ollama fetches one file after the other; more than these make no picture. */
    private static final int MOST_FILES = 3;

    private final Label mark = Parts.text("", "state-mark");
    private final Label title = Parts.text("", "strong");
    private final Label count = Parts.text("", "model-small");
    private final Button cancel;
    private final Button resume;
    private final Button dismiss;
    private final ProgressBar bar = new ProgressBar(0);
    private final Label words = Parts.paragraph("", "quiet");
    private final VBox files = new VBox(2);

    PullLine(long number, Downloads downloads) {
        super(4);
        getStyleClass().add("pull-line");
        setId("pull-" + number);
        cancel = Parts.button("pull-cancel-" + number, "Cancel", () -> downloads.cancel(number));
        resume = Parts.button("pull-resume-" + number, "Resume", () -> downloads.resume(number));
        dismiss = Parts.button("pull-dismiss-" + number, "✕", () -> downloads.dismiss(number));
        dismiss.getStyleClass().add("flat");
        title.setMinWidth(0);
        words.setId("pull-words-" + number);
        bar.setId("pull-bar-" + number);
        bar.getStyleClass().add("thin");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setFocusTraversable(false);
        HBox head = new HBox(8, mark, title, Parts.spring(), count, cancel, resume, dismiss);
        head.setAlignment(Pos.CENTER_LEFT);
        count.setMinWidth(Label.USE_PREF_SIZE);
        getChildren().addAll(head, bar, words, files);
    }

    void show(Pull pull) {
        switch (pull.stage()) {
            case RUNNING -> mark("↓", Tone.QUIET);
            case THERE -> mark("✓", Tone.GOOD);
            case CANCELLED, INTERRUPTED -> mark("–", Tone.QUIET);
            case FAILED -> mark("✗", Tone.BAD);
        }
        title.setText(pull.title());
        words.setText(pull.words());
        Parts.tone(words, pull.stage() == Pull.Stage.FAILED ? Tone.BAD : Tone.QUIET);
        Parts.say(count, pull.running() ? pull.count() : "");
        cancel.setAccessibleText("Cancel the download of " + pull.title());
        resume.setText(pull.total() > 0 || pull.stage() == Pull.Stage.INTERRUPTED ? "Resume" : "Try again");
        resume.setAccessibleText("Resume the download of " + pull.title());
        dismiss.setAccessibleText("Take the download of " + pull.title() + " from the list");
        Parts.there(cancel, pull.running());
        Parts.there(resume, pull.resumable());
        Parts.there(dismiss, !pull.running());
        Parts.there(bar, pull.stage() != Pull.Stage.THERE && (pull.running() || pull.total() > 0));
        bar.setProgress(pull.fraction().orElse(pull.running() ? ProgressBar.INDETERMINATE_PROGRESS : 0));
        bar.setAccessibleText("Download of " + pull.title());
        files(pull.running() && pull.layers().size() > 1 ? pull.open() : List.of());
    }

    private void mark(String sign, Tone tone) {
        mark.setText(sign);
        Parts.tone(mark, tone);
    }

    private void files(List<Layer> open) {
        int shown = Math.min(MOST_FILES, open.size());
        while (files.getChildren().size() > shown) {
            files.getChildren().removeLast();
        }
        for (int at = 0; at < shown; at++) {
            if (at == files.getChildren().size()) {
                files.getChildren().add(new LayerLine());
            }
            if (files.getChildren().get(at) instanceof LayerLine line) {
                line.show(open.get(at));
            }
        }
        Parts.there(files, shown > 0);
    }
}
