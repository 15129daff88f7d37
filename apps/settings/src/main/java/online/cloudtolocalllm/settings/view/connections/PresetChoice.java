package online.cloudtolocalllm.settings.view.connections;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import online.cloudtolocalllm.settings.model.connections.Preset;

/** What a connection can be made to, as buttons of which one is down. For JavaFX's thread. */
final class PresetChoice extends FlowPane {

    PresetChoice(Consumer<Preset> picked) {
        super(8, 8);
        for (Preset preset : Preset.ALL) {
            ToggleButton button = new ToggleButton(preset.title());
            button.setId("preset-" + preset.id());
            button.setUserData(preset);
            // In no group: the arrow keys go from one to the next, and Space picks.
            button.setOnAction(event -> {
                // What is picked stays picked: a second click takes nothing away.
                button.setSelected(true);
                picked.accept(preset);
            });
            getChildren().add(button);
        }
    }

    /** Shows which one is picked, if any. */
    void show(Optional<Preset> picked) {
        for (Node child : getChildren()) {
            if (child instanceof ToggleButton button) {
                button.setSelected(picked.filter(preset -> preset.equals(button.getUserData()))
                        .isPresent());
            }
        }
    }

    /** The focus goes to the first one. */
    void focus() {
        getChildren().getFirst().requestFocus();
    }
}
