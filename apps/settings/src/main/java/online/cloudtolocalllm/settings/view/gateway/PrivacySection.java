package online.cloudtolocalllm.settings.view.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.settings.model.Settings;
import online.cloudtolocalllm.settings.model.SettingsState;
import online.cloudtolocalllm.settings.model.config.Config;
import online.cloudtolocalllm.settings.model.config.GatewaySettings;
import online.cloudtolocalllm.settings.model.privacy.PrivacyTable;
import online.cloudtolocalllm.settings.view.field.NamedBox;
import online.cloudtolocalllm.settings.view.page.Moment;
import online.cloudtolocalllm.settings.view.page.Section;
import online.cloudtolocalllm.window.Parts;

/** The privacy rules of models: a row for each, one to add another, and a field that tells what they come to. */
final class PrivacySection implements Section {

    /** As wide in all rows, so that what stands before it does, too. */
    static final double BUTTON_WIDTH = 72;

    private final Settings settings;
    private final VBox rows = new VBox(12);
    private final List<PrivacyRow> shown = new ArrayList<>();
    private final Label problem = Parts.paragraph("", "tone-bad");
    private final TextField name = new TextField();
    private final NamedBox reach = new NamedBox(
            "privacy-add-reach",
            "How far requests for the new rule's models go",
            GatewaySettings.REACHES,
            chosen -> {});
    private final Button add = Parts.button("privacy-add", "Add", this::add);
    private final Label wrong = Parts.paragraph("", "tone-bad");
    private final TextField model = new TextField();
    private final Label tried = Parts.paragraph("", "quiet");
    private final VBox box = new VBox();

    PrivacySection(Settings settings) {
        this.settings = settings;
        box.getStyleClass().add("section");
        name.setId("privacy-add-name");
        name.setAccessibleText("Model of a new rule");
        name.setPromptText("Model, or beginning*");
        name.textProperty().addListener((property, before, text) -> draw());
        name.setOnAction(event -> add());
        reach.choose("local");
        add.setAccessibleText("Add the rule");
        add.setMinWidth(BUTTON_WIDTH);
        model.setId("privacy-try");
        model.setAccessibleText("Try the rules with a model's name");
        model.setPromptText("Try a model's name");
        model.textProperty().addListener((property, before, text) -> draw());
        model.setMinWidth(PrivacyRow.NAME_WIDTH);
        HBox.setHgrow(name, Priority.ALWAYS);
        HBox adding = new HBox(8, name, reach, add);
        HBox trying = new HBox(12, model, tried);
        trying.getStyleClass().add("setting-control");
        wrong.setId("privacy-wrong");
        problem.setId("privacy-problem");
        tried.setId("privacy-tried");
        box.getChildren()
                .addAll(
                        Parts.text("Rules for models", "strong"),
                        Parts.paragraph(
                                "The exact name counts first, then the longest beginning. Of a rule and what a program"
                                        + " asks for, the stricter counts, through every failover.",
                                "quiet"),
                        rows,
                        problem,
                        adding,
                        wrong,
                        trying);
        draw();
    }

    private void add() {
        Config config = settings.state().config();
        String typed = name.getText();
        if (PrivacyTable.wrong(config, Optional.empty(), typed).isPresent()) {
            draw();
            return;
        }
        settings.apply(PrivacyTable.add(config, typed, reach.chosen()));
        name.clear();
        name.requestFocus();
    }

    private void removed(int index) {
        // Where the row was, or at its end, something else takes the focus.
        if (shown.isEmpty()) {
            name.requestFocus();
        } else {
            shown.get(Math.min(index, shown.size() - 1)).focus();
        }
    }

    @Override
    public Node node() {
        return box;
    }

    @Override
    public void show(SettingsState state, Moment now) {
        List<PrivacyTable.Rule> rules = PrivacyTable.rules(state.config());
        while (shown.size() > rules.size()) {
            rows.getChildren().remove(shown.removeLast().node());
        }
        while (shown.size() < rules.size()) {
            PrivacyRow row = new PrivacyRow(shown.size(), settings, this::removed);
            shown.add(row);
            rows.getChildren().add(row.node());
        }
        for (int index = 0; index < rules.size(); index++) {
            shown.get(index).show(rules.get(index), state);
        }
        Parts.say(
                problem,
                state.problems()
                        .getOrDefault(
                                PrivacyTable.FIELD,
                                PrivacyTable.unusable(state.config()).orElse("")));
        boolean known = state.config().known();
        name.setDisable(!known);
        reach.setDisable(!known);
        draw();
    }

    private void draw() {
        Config config = settings.state().config();
        String typed = name.getText();
        Optional<String> why = PrivacyTable.wrong(config, Optional.empty(), typed);
        Parts.say(wrong, typed.isBlank() ? "" : why.orElse(""));
        add.setDisable(why.isPresent() || !config.known());
        tried.setText(PrivacyTable.tried(config, model.getText()));
    }

    @Override
    public boolean escape() {
        if (!name.getText().isEmpty()) {
            name.clear();
            return true;
        }
        return shown.stream().anyMatch(PrivacyRow::escape);
    }
}
