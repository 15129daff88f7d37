package online.cloudtolocalllm.chat.view;

import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.chat.model.Turn;
import online.cloudtolocalllm.window.Copying;
import online.cloudtolocalllm.window.Parts;
import org.jspecify.annotations.Nullable;

/** A question and its answer. For JavaFX's thread. */
final class TurnBox {

    private final Label question = Parts.paragraph("", "question");
    private final Label answer = Parts.paragraph("", "answer");
    private final Label problem = Parts.paragraph("", "tone-bad");
    private final Label footer = Parts.paragraph("", "quiet", "footer");
    private final Button again = new Button("Ask again");
    private final VBox root;
    private @Nullable Turn shown;

    /** One that calls this with its question to ask it again. */
    TurnBox(Consumer<String> onAgain) {
        again.setId("ask-again");
        again.getStyleClass().add("small");
        again.setOnAction(event -> onAgain.accept(question.getText()));
        again.managedProperty().bind(again.visibleProperty());
        question.setMaxWidth(560);
        HBox asked = new HBox(question);
        asked.setAlignment(Pos.CENTER_RIGHT);
        Button copy = Copying.button("copy-answer", "Copy the answer", answer::getText);
        copy.getStyleClass().add("flat");
        HBox below = new HBox(8, footer, copy);
        below.setAlignment(Pos.CENTER_LEFT);
        below.visibleProperty().bind(footer.textProperty().isNotEmpty());
        below.managedProperty().bind(below.visibleProperty());
        problem.managedProperty().bind(problem.visibleProperty());
        root = new VBox(8, asked, answer, problem, again, below);
        root.getStyleClass().add("turn");
    }

    Parent root() {
        return root;
    }

    /**
     * Whether something is another than before.
     *
     * @param last whether nothing was asked after it
     */
    boolean show(Turn turn, boolean last) {
        again.setVisible(last && turn.stage() == Turn.Stage.FAILED);
        if (turn.equals(shown)) {
            return false;
        }
        shown = turn;
        question.setText(turn.question());
        answer.setText(turn.stage() == Turn.Stage.WAITING ? "…" : turn.answer());
        problem.setText(turn.problem());
        problem.setVisible(!turn.problem().isEmpty());
        footer.setText(turn.footer());
        return true;
    }
}
