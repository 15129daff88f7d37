package online.cloudtolocalllm.settings.view.connection;

import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.settings.model.connection.Leaving;
import online.cloudtolocalllm.window.Parts;

/** What leaves this computer, in sentences. */
final class LeavingPart extends VBox {

    private final Label sentence = Parts.paragraph("");
    private final Label more = Parts.paragraph("", "quiet");
    private Optional<Leaving> shown = Optional.empty();

    LeavingPart() {
        getStyleClass().add("leaving");
        setId("leaving");
        sentence.setId("leaving-sentence");
        more.setId("leaving-more");
        getChildren().addAll(Parts.text("What leaves this computer", "strong"), sentence, more);
    }

    void show(Leaving now) {
        if (!shown.equals(Optional.of(now))) {
            shown = Optional.of(now);
            sentence.setText(now.sentence());
            Parts.say(more, String.join(" ", now.more()));
        }
    }
}
