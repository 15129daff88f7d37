package online.cloudtolocalllm.chat.view.library;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.chat.model.library.LibraryState;
import online.cloudtolocalllm.chat.model.library.pull.Downloads;
import online.cloudtolocalllm.chat.model.library.pull.ModelName;
import online.cloudtolocalllm.window.Parts;
import online.cloudtolocalllm.window.words.Words;

/** Where a model is named that is to be downloaded, and where to. For JavaFX's thread. */
final class PullForm extends VBox {

    private final Downloads downloads;
    private final TextField name = new TextField();
    private final Label to = Parts.text("to", "quiet");
    private final ComboBox<String> target = new ComboBox<>();
    private final Button start = Parts.button("pull-start", "Download", this::start);
    private final Label problem = Parts.paragraph("", "tone-bad");
    private final Label obstacle = Parts.paragraph("", "quiet");
    private boolean can;

    PullForm(Downloads downloads) {
        super(4);
        this.downloads = downloads;
        name.setId("pull-name");
        name.setPromptText("Model to download, such as llama3.2 or qwen3:4b");
        name.setAccessibleText("Model to download");
        name.setMinWidth(120);
        HBox.setHgrow(name, Priority.ALWAYS);
        name.textProperty().addListener((property, before, now) -> typed(""));
        name.setOnAction(event -> start());
        to.setMinWidth(Label.USE_PREF_SIZE);
        target.setId("pull-target");
        target.setAccessibleText("Connection to download to");
        target.setMinWidth(96);
        target.setPrefWidth(168);
        start.getStyleClass().add("accent");
        problem.setId("pull-problem");
        obstacle.setId("library-obstacle");
        HBox line = new HBox(8, name, to, target, start);
        line.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(line, problem, obstacle);
        typed("");
    }

    void show(LibraryState state) {
        if (!target.getItems().equals(state.targets())) {
            String before = target.getValue();
            target.getItems().setAll(state.targets());
            target.setValue(
                    before != null && state.targets().contains(before)
                            ? before
                            : state.targets().stream().findFirst().orElse(null));
        }
        can = !state.targets().isEmpty();
        Parts.there(to, can);
        Parts.there(target, can);
        Parts.say(obstacle, state.obstacle());
        able();
    }

    private void able() {
        start.setDisable(!can || ModelName.of(name.getText()).name().isEmpty());
    }

    private void typed(String refusal) {
        Parts.say(problem, refusal.isEmpty() ? ModelName.of(name.getText()).problem() : refusal);
        able();
    }

    private void start() {
        String model = ModelName.of(name.getText()).name();
        String where = target.getValue();
        if (start.isDisabled() || where == null) {
            return;
        }
        if (downloads.start(model, where)) {
            name.clear();
        } else {
            typed(Words.model(model) + " is being downloaded to " + where + " already.");
        }
    }

    /** Puts the cursor into the name. */
    void focus() {
        name.requestFocus();
    }
}
