package online.cloudtolocalllm.settings.view.connection;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.settings.model.connection.ConnectionView;
import online.cloudtolocalllm.settings.model.connection.Headline;
import online.cloudtolocalllm.window.Copying;
import online.cloudtolocalllm.window.Parts;
import online.cloudtolocalllm.window.words.Words;

/** The name of the connection, and how it is doing. */
final class HeadlinePart extends VBox {

    private final Label mark = Parts.text("", "state-mark");
    private final Label serving = Parts.text("serves", "badge");
    private final Label preferred = Parts.text("preferred", "badge");
    private final Label state = Parts.text("", "quiet");
    private final Label what = Parts.paragraph("", "quiet");
    private final Label why = Parts.paragraph("");
    private final Label wrong = Parts.paragraph("", "tone-bad");
    private Optional<Headline> shown = Optional.empty();

    HeadlinePart(String name) {
        setSpacing(4);
        Label title = Parts.text(Words.plain(name), "headline");
        title.setId("connection-name");
        state.setId("connection-state");
        state.setMinWidth(USE_PREF_SIZE);
        serving.setMinWidth(USE_PREF_SIZE);
        preferred.setMinWidth(USE_PREF_SIZE);
        what.setId("connection-what");
        why.setId("connection-reason");
        wrong.setId("connection-problem");
        Button copy = Copying.button("copy-reason", "Copy how it is doing", () -> String.join(
                        "\n",
                        Words.plain(name) + ": " + state.getText(),
                        what.getText(),
                        why.getText(),
                        wrong.getText())
                .strip());
        copy.getStyleClass().add("flat");
        HBox line = new HBox(8, mark, title, serving, preferred, Parts.spring(), state, copy);
        line.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(line, what, why, wrong);
    }

    void show(ConnectionView view, Headline now) {
        Parts.say(
                wrong,
                String.join("\n", view.problems().stream().map(Words::sentence).toList()));
        if (shown.equals(Optional.of(now))) {
            return;
        }
        shown = Optional.of(now);
        mark.setText(now.mark());
        Parts.tone(mark, now.tone());
        Parts.tone(why, now.tone());
        Parts.there(serving, now.serving());
        Parts.there(preferred, now.preferred());
        state.setText(now.state());
        Parts.say(what, now.what());
        Parts.say(why, now.why());
    }
}
