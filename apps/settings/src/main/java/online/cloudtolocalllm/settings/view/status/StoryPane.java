package online.cloudtolocalllm.settings.view.status;

import java.util.List;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.settings.model.status.Story;
import online.cloudtolocalllm.window.Copying;
import online.cloudtolocalllm.window.Parts;

/** The whole story of one request, below the table. */
final class StoryPane extends VBox {

    private final Label title = Parts.text("", "strong");
    private final Label end = Parts.paragraph("");
    private final GridPane steps = new GridPane(8, 4);
    private final Facts facts = new Facts();
    private List<Story.Step> walked = List.of();
    private String text = "";

    StoryPane(Runnable close) {
        setId("story");
        getStyleClass().add("story");
        Button copy = Copying.button("story-copy", "Copy the story of this request as text", () -> text);
        copy.getStyleClass().add("flat");
        Button shut = Parts.button("story-close", "Close", close);
        shut.getStyleClass().addAll("small", "flat");
        HBox head = new HBox(8, title, Parts.spring(), copy, shut);
        head.setAlignment(Pos.CENTER_LEFT);
        ColumnConstraints fit = new ColumnConstraints();
        fit.setMinWidth(Region.USE_PREF_SIZE);
        ColumnConstraints grow = new ColumnConstraints();
        grow.setHgrow(Priority.ALWAYS);
        steps.getColumnConstraints().setAll(fit, fit, grow, fit);
        getChildren().addAll(head, end, steps, facts);
        hide();
    }

    void hide() {
        Parts.there(this, false);
    }

    void show(Story story) {
        Parts.there(this, true);
        text = story.text();
        title.setText(story.title());
        end.setText(story.end());
        facts.show(story.facts());
        if (!story.steps().equals(walked)) {
            walked = story.steps();
            steps.getChildren().clear();
            for (int i = 0; i < walked.size(); i++) {
                step(walked.get(i), i);
            }
        }
        Parts.there(steps, !walked.isEmpty());
    }

    private void step(Story.Step step, int row) {
        Label mark = Parts.text(step.mark(), "state-mark", step.tone().style());
        Label name = Parts.text(step.connection(), "strong");
        Label took = Parts.text(step.took(), "quiet");
        steps.addRow(row, mark, name, Parts.paragraph(step.words()), took);
        for (Label top : List.of(mark, name, took)) {
            GridPane.setValignment(top, VPos.TOP);
        }
    }
}
