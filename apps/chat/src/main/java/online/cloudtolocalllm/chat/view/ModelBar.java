package online.cloudtolocalllm.chat.view;

import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import online.cloudtolocalllm.chat.model.ChatState;
import online.cloudtolocalllm.chat.model.ModelChoice;
import online.cloudtolocalllm.window.Parts;
import org.jspecify.annotations.Nullable;

/** Which model is asked, who would serve it, and what else there is. For JavaFX's thread. */
final class ModelBar {

    private final ComboBox<ModelChoice> models = new ComboBox<>();
    private final Label mark = Parts.text("", "state-mark");
    private final Label connection = Parts.text("", "quiet");
    private final VBox root;
    private boolean drawing;

    ModelBar(Consumer<String> onChoose, Runnable onNew, Runnable onSettings) {
        models.setId("models");
        models.setAccessibleText("Model");
        models.setPrefWidth(240);
        models.setPlaceholder(Parts.text("No model can be asked now", "quiet"));
        models.setConverter(new Names());
        models.valueProperty().addListener((property, before, chosen) -> {
            if (!drawing && chosen != null) {
                onChoose.accept(chosen.model());
            }
        });
        connection.setId("connection");
        Button fresh = new Button("New chat");
        fresh.setId("new-chat");
        fresh.getStyleClass().add("flat");
        fresh.setTooltip(new Tooltip("Ctrl+N"));
        fresh.setOnAction(event -> onNew.run());
        Button settings = new Button("Settings");
        settings.setId("settings");
        settings.getStyleClass().add("flat");
        settings.setTooltip(new Tooltip("Ctrl+,"));
        settings.setOnAction(event -> onSettings.run());
        HBox who = new HBox(4, mark, connection);
        who.setAlignment(Pos.CENTER_LEFT);
        HBox bar = new HBox(12, models, who, Parts.spring(), fresh, settings);
        bar.getStyleClass().add("model-bar");
        root = new VBox(bar, Parts.hairline());
    }

    private static final class Names extends StringConverter<ModelChoice> {
        @Override
        public String toString(@Nullable ModelChoice choice) {
            return choice == null ? "" : choice.label();
        }

        @Override
        public @Nullable ModelChoice fromString(String text) {
            return null;
        }
    }

    Parent root() {
        return root;
    }

    void show(ChatState state) {
        drawing = true;
        List<ModelChoice> all = state.models();
        if (!models.getItems().equals(all)) {
            models.getItems().setAll(all);
        }
        models.setValue(state.model().orElse(null));
        models.setDisable(all.isEmpty());
        drawing = false;
        ChatState.Badge badge = state.badge();
        mark.setText(badge.mark());
        Parts.tone(mark, badge.tone());
        connection.setText(badge.text());
    }
}
