package online.cloudtolocalllm.chat.view.talk;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.chat.model.talk.Stage;
import online.cloudtolocalllm.window.Parts;
import online.cloudtolocalllm.window.words.Tone;

/** Why an answer is not whole, and what can be done about it. For JavaFX's thread. */
final class ProblemNote extends VBox {

    private final Label sentence = Parts.paragraph("");
    private final Button goOn;
    private final Button again;
    private final HBox buttons;

    ProblemNote(Runnable onGoOn, Runnable onAgain) {
        setSpacing(8);
        getStyleClass().add("problem-note");
        sentence.setId("problem");
        goOn = Parts.button("go-on", "Continue", onGoOn);
        again = Parts.button("ask-again", "Ask again", onAgain);
        goOn.getStyleClass().add("small");
        again.getStyleClass().add("small");
        buttons = new HBox(8, goOn, again);
    }

    void show(Message answer, MessageCard.Standing standing) {
        String words = AnswerWords.problem(answer);
        sentence.setText(words);
        Parts.tone(sentence, answer.stage() == Stage.BROKEN ? Tone.BAD : Tone.QUIET);
        boolean over = answer.stage().over() && answer.stage() != Stage.WHOLE;
        Parts.there(this, !words.isEmpty());
        // Nothing is wrong with most answers, and what is in the scene is styled also unseen.
        if (!words.isEmpty() && getChildren().isEmpty()) {
            getChildren().addAll(sentence, buttons);
        }
        // Going on in the middle would leave what was said after it without its ground.
        Parts.there(goOn, over && standing.last() && !answer.text().isEmpty());
        Parts.there(again, over && standing.last());
        Parts.there(buttons, over && standing.last());
        goOn.setDisable(standing.answering());
        again.setDisable(standing.answering());
    }
}
