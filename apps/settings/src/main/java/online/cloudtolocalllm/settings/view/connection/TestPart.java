package online.cloudtolocalllm.settings.view.connection;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.client.ConnectionTest;
import online.cloudtolocalllm.settings.model.Settings;
import online.cloudtolocalllm.settings.model.config.Edit;
import online.cloudtolocalllm.settings.model.connection.AddressForm;
import online.cloudtolocalllm.settings.model.connection.ConnectionView;
import online.cloudtolocalllm.settings.model.connection.Trial;
import online.cloudtolocalllm.settings.model.connection.TrialState;
import online.cloudtolocalllm.settings.model.connection.TrialSteps;
import online.cloudtolocalllm.settings.view.page.PageContext;
import online.cloudtolocalllm.window.Copying;
import online.cloudtolocalllm.window.Parts;
import online.cloudtolocalllm.window.words.Tone;
import online.cloudtolocalllm.window.words.Words;

/** The test of the connection, step by step. */
final class TestPart extends VBox {

    private final Settings settings;
    private final Trial trial;
    private final Button test = Parts.button("test", "Test", () -> start());
    private final CheckBox chat = new CheckBox("Also ask a model for one word");
    private final Label price = Parts.text("Hosted APIs may charge for it.", "quiet");
    private final Label away = Parts.paragraph("", "quiet");
    private final GridPane steps = new GridPane(12, 4);
    private final Label summary = Parts.text("", "strong");
    private final Label advice = Parts.paragraph("");
    private final Button copy = Copying.button("copy-test", "Copy the result of the test", this::result);
    private final Button use;
    private final HBox offer;
    private ConnectionView view;
    private Optional<TrialSteps> drawn = Optional.empty();

    TestPart(ConnectionView first, PageContext context) {
        this.view = first;
        settings = context.settings();
        getStyleClass().add("test");
        trial = new Trial(first, context.daemon(), context.time(), state -> draw());
        chat.setId("test-chat");
        steps.setId("test-steps");
        summary.setId("test-summary");
        advice.setId("test-advice");
        away.setId("test-away");
        copy.getStyleClass().add("flat");
        price.setMinWidth(0);
        HBox line = new HBox(12, test, chat, price);
        line.setAlignment(Pos.CENTER_LEFT);
        HBox head = new HBox(12, summary, copy);
        head.setAlignment(Pos.CENTER_LEFT);
        head.managedProperty().bind(summary.managedProperty());
        head.visibleProperty().bind(summary.visibleProperty());
        ColumnConstraints last = new ColumnConstraints();
        last.setHgrow(Priority.ALWAYS);
        steps.getColumnConstraints()
                .addAll(new ColumnConstraints(), new ColumnConstraints(72), new ColumnConstraints(64), last);
        use = Parts.button("test-use", "Use this", this::use);
        offer = new HBox(12, use);
        offer.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(line, away, head, steps, advice, offer);
        draw();
    }

    /** Tests what is shown. */
    void start() {
        trial.start(chat.isSelected());
    }

    void show(ConnectionView now) {
        view = now;
        trial.show(now);
        draw();
    }

    private void draw() {
        boolean live = view.status().isPresent();
        TrialState state = trial.state();
        boolean running = state instanceof TrialState.Running;
        test.setDisable(!live || running);
        chat.setDisable(!live || running);
        Parts.say(away, live || running ? "" : away());
        switch (state) {
            case TrialState.None ignored -> shown("", "", Optional.empty());
            case TrialState.Running(boolean asksModel) ->
                shown("Testing …", "", Optional.of(TrialSteps.ahead(view, asksModel)));
            case TrialState.Failed(String sentence) -> shown("It was not tested.", sentence, Optional.empty());
            case TrialState.Over(ConnectionTest over) ->
                shown(
                        TrialSteps.summary(view, over),
                        Words.plain(over.advice()),
                        Optional.of(TrialSteps.of(view, over)));
        }
        Parts.there(copy, state instanceof TrialState.Over);
        Parts.there(offer, suggestion().isPresent());
    }

    private String away() {
        return view.live()
                ? "The daemon does not use it as it is set, so there is nothing to test."
                : "The daemon makes the test. Start it to see what is wrong.";
    }

    private void shown(String sentence, String told, Optional<TrialSteps> rows) {
        Parts.say(summary, sentence);
        Parts.say(advice, told);
        Parts.there(steps, rows.isPresent());
        if (!rows.equals(drawn)) {
            drawn = rows;
            steps.getChildren().clear();
            rows.ifPresent(this::lay);
        }
    }

    private void lay(TrialSteps all) {
        int at = 0;
        for (TrialSteps.Row row : all.rows()) {
            Tone tone =
                    switch (row.outcome()) {
                        case WELL -> Tone.GOOD;
                        case FAILED -> Tone.BAD;
                        case OPEN -> Tone.QUIET;
                    };
            String[] words =
                    row.outcome() == TrialSteps.Outcome.OPEN ? new String[] {Tone.QUIET.style()} : new String[0];
            List<Label> cells = List.of(
                    Parts.text(row.mark(), "state-mark", tone.style()),
                    Parts.text(row.name(), words),
                    Parts.text(row.time(), "tone-quiet"),
                    Parts.paragraph(row.detail(), words));
            cells.forEach(cell -> GridPane.setValignment(cell, VPos.BASELINE));
            steps.addRow(at++, cells.toArray(Label[]::new));
        }
    }

    private Optional<Edit> suggestion() {
        return trial.state() instanceof TrialState.Over(ConnectionTest over)
                ? AddressForm.suggested(view, over.suggestion())
                : Optional.empty();
    }

    private void use() {
        suggestion().ifPresent(settings::apply);
    }

    private String result() {
        return trial.state() instanceof TrialState.Over(ConnectionTest over) ? TrialSteps.text(view, over) : "";
    }

    /** Nobody waits for it any more. */
    void leave() {
        trial.leave();
    }
}
