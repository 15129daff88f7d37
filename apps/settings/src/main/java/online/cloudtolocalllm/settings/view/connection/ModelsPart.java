package online.cloudtolocalllm.settings.view.connection;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.protocol.words.Figures;
import online.cloudtolocalllm.settings.model.Settings;
import online.cloudtolocalllm.settings.model.SettingsState;
import online.cloudtolocalllm.settings.model.connection.ConnectionView;
import online.cloudtolocalllm.settings.model.connection.ModelList;
import online.cloudtolocalllm.window.Copying;
import online.cloudtolocalllm.window.Parts;

/** The connection's models, and which of them it may be asked for. */
final class ModelsPart extends VBox {

    private static final int ROW = 28;
    private static final int MOST_ROWS = 8;

    private final Settings settings;
    private final Label count = Parts.text("", "quiet");
    private final RadioButton all = new RadioButton("All that it has");
    private final RadioButton some = new RadioButton("Only those that are ticked");
    private final TextField search = new TextField();
    private final ListView<ModelList.Model> list = new ListView<>();
    private final Label empty = Parts.paragraph("", "quiet");
    private final TextField name = new TextField();
    private final Button add = Parts.button("model-add", "Add", () -> add());
    private final HBox adding = new HBox(8, name, add);
    private final Label problem = Parts.paragraph("", "tone-bad");
    private ModelList models;
    /** Whether the person wants only some, and none is known to begin with: the first name that is added makes the list. */
    private boolean naming;
    /** Whether the rows are drawn with something to tick. */
    private boolean ticked;

    ModelsPart(ConnectionView first, Settings settings) {
        this.settings = settings;
        this.models = ModelList.of(first);
        getStyleClass().add("models");
        HBox title = new HBox(12, Parts.text("Models", "group"), count);
        title.setAlignment(Pos.BASELINE_LEFT);
        ToggleGroup group = new ToggleGroup();
        all.setToggleGroup(group);
        some.setToggleGroup(group);
        all.setId("models-all");
        some.setId("models-some");
        all.setOnAction(event -> choose(false));
        some.setOnAction(event -> choose(true));
        search.setId("models-search");
        search.setPromptText("Search");
        search.setAccessibleText("Search the models");
        HBox.setHgrow(search, Priority.ALWAYS);
        search.textProperty().addListener((property, before, now) -> draw());
        list.setId("models");
        list.setAccessibleText("Models");
        list.setFixedCellSize(ROW);
        list.setCellFactory(ignored -> new ModelCell(() -> this.models.onlySome(), this::allow));
        list.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
        name.setId("model-name");
        name.setPromptText("A model that is not listed");
        name.setAccessibleText("The name of a model that is not listed");
        name.setOnAction(event -> add());
        name.textProperty().addListener((property, before, now) -> add.setDisable(now.isBlank()));
        add.setDisable(true);
        add.setAccessibleText("Add the model");
        HBox.setHgrow(name, Priority.ALWAYS);
        problem.setId("models-problem");
        empty.setId("models-empty");
        HBox choice = new HBox(24, Parts.text("It may be asked for"), all, some);
        choice.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(title, choice, search, empty, list, adding, problem);
        draw();
    }

    private void pressed(KeyEvent event) {
        ModelList.Model model = list.getSelectionModel().getSelectedItem();
        if (model != null && event.getCode() == KeyCode.SPACE) {
            allow(model);
            event.consume();
        } else if (model != null && event.getCode() == KeyCode.C && event.isShortcutDown()) {
            Copying.put(model.name());
            event.consume();
        }
    }

    private void choose(boolean onlySome) {
        naming = false;
        if (onlySome != models.onlySome()) {
            if (onlySome) {
                models.these().ifPresentOrElse(settings::apply, () -> {
                    // There is nothing to tick yet: the first name that is added makes the list.
                    naming = true;
                    draw();
                    name.requestFocus();
                });
            } else {
                settings.apply(models.all());
            }
        }
        draw();
    }

    private void allow(ModelList.Model model) {
        if (!models.onlySome()) {
            return;
        }
        models.allow(model.name(), !model.allowed())
                .ifPresentOrElse(
                        settings::apply,
                        () -> settings.say(
                                "One must stay, as all count where none is ticked. Switch the connection off instead.",
                                false,
                                true));
        draw();
    }

    private void add() {
        if (!name.getText().isBlank()) {
            models.allow(name.getText(), true).ifPresent(settings::apply);
            name.clear();
        }
    }

    void show(ConnectionView view, SettingsState state) {
        ModelList now = ModelList.of(view);
        boolean other = !now.models().equals(models.models()) || !now.allowed().equals(models.allowed());
        models = now;
        naming = naming && !now.onlySome();
        Parts.say(problem, state.problems().getOrDefault(view.field("models"), ""));
        if (other) {
            draw();
        } else {
            say();
        }
    }

    private void say() {
        int listed =
                (int) models.models().stream().filter(ModelList.Model::listed).count();
        count.setText(listed == 0 ? "" : Figures.count(listed, "model"));
        Parts.say(empty, list.getItems().isEmpty() ? models.emptiness(naming) : "");
    }

    private void draw() {
        all.setSelected(!models.onlySome() && !naming);
        some.setSelected(models.onlySome() || naming);
        Parts.there(search, models.models().size() > MOST_ROWS);
        Parts.there(adding, models.onlySome() || naming);
        var shown = models.matching(search.isVisible() ? search.getText() : "");
        if (!shown.equals(list.getItems())) {
            int at = list.getSelectionModel().getSelectedIndex();
            list.getItems().setAll(shown);
            if (at >= 0 && at < shown.size()) {
                list.getSelectionModel().select(at);
            }
        }
        Parts.there(list, !shown.isEmpty());
        double height = Math.min(MOST_ROWS, shown.size()) * ROW + 2.0;
        list.setMinHeight(height);
        list.setPrefHeight(height);
        list.setMaxHeight(height);
        if (ticked != models.onlySome()) {
            ticked = models.onlySome();
            list.refresh();
        }
        say();
    }

    /** Whether a model is typed that was not added. */
    boolean unset() {
        return !name.getText().isBlank();
    }

    boolean escape() {
        if (!search.getText().isEmpty() || !name.getText().isEmpty()) {
            search.clear();
            name.clear();
            return true;
        }
        return false;
    }
}
