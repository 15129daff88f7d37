package online.cloudtolocalllm.chat.view.talk;

import java.time.Instant;
import java.time.ZoneId;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.window.Parts;
import org.jspecify.annotations.Nullable;

/** Who answered and how fast, and what can be done with the answer; opens the story of its attempts. For JavaFX's thread. */
final class AnswerFooter extends VBox {

    private final MessageCard.Surroundings surroundings;
    private final Label mark = Parts.text("", "state-mark");
    private final Button who = new Button();
    private final VersionSwitch versions;
    private final Button again;
    private final Label tookOver = Parts.paragraph("", "took-over");
    private @Nullable Message shown;

    AnswerFooter(MessageCard.Surroundings surroundings) {
        this.surroundings = surroundings;
        versions = new VersionSwitch(surroundings.talk()::version);
        again = Sign.AGAIN.button("again", "Answer again", () -> {
            if (shown != null) {
                surroundings.talk().again(shown.number());
            }
        });
        Button copy = CopySign.of("copy-answer", "Copy the answer", () -> shown == null ? "" : shown.text());
        who.setId("attempts");
        who.setMnemonicParsing(false);
        who.setGraphic(mark);
        who.setMinWidth(0);
        // All of it is read in little room, too.
        who.setWrapText(true);
        who.setMinHeight(USE_PREF_SIZE);
        who.getStyleClass().addAll("flat", "answer-who");
        who.setOnAction(event -> turn());
        tookOver.setId("took-over");
        HBox line = new HBox(who, Parts.spring(), versions, again, copy);
        line.setAlignment(Pos.CENTER_LEFT);
        setSpacing(4);
        getStyleClass().add("answer-footer");
        getChildren().addAll(line, tookOver);
    }

    void show(Message answer, boolean answering) {
        shown = answer;
        boolean running = !answer.stage().over();
        mark.setText(AnswerWords.mark(answer.stage()));
        Parts.tone(mark, AnswerWords.tone(answer.stage()));
        who.setText(AnswerWords.footer(answer));
        who.setAccessibleText(who.getText() + ". Opens the story of this answer.");
        versions.show(answer.versions(), !answering);
        again.setDisable(answering);
        Parts.there(again, !running);
        String words = AnswerWords.tookOver(answer.origin());
        Parts.say(tookOver, words.isEmpty() ? "" : "⚠ " + words);
        if (surroundings.folds().open(name())) {
            put();
        }
    }

    private String name() {
        return "story " + (shown == null ? 0 : shown.number());
    }

    private void turn() {
        boolean open = !surroundings.folds().open(name());
        surroundings.folds().turn(name(), open);
        if (open) {
            put();
        } else {
            getChildren().removeIf(GridPane.class::isInstance);
        }
    }

    private void put() {
        if (shown == null) {
            return;
        }
        Instant now = surroundings.time().now();
        ZoneId zone = surroundings.zone();
        GridPane story = new GridPane(16, 4);
        story.setId("story");
        story.getStyleClass().add("story");
        int row = 0;
        for (AnswerWords.Line line : AnswerWords.story(shown, now, zone)) {
            Label what = Parts.text(line.what(), "quiet");
            what.setMinWidth(USE_PREF_SIZE);
            story.addRow(row++, what, Parts.paragraph(line.words()));
        }
        getChildren().removeIf(GridPane.class::isInstance);
        getChildren().add(story);
    }
}
