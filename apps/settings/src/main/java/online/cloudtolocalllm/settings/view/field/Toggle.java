package online.cloudtolocalllm.settings.view.field;

import atlantafx.base.controls.ToggleSwitch;
import java.util.function.Consumer;
import javafx.scene.input.KeyCode;

/** A switch for mouse and keyboard that tells a hand from what is set. For JavaFX's thread. */
public final class Toggle extends ToggleSwitch {

    /** Whether it moves because of what is set, and not by a hand. */
    private boolean drawing;

    /**
     * It is off.
     *
     * @param switched runs when a hand has moved it
     */
    public Toggle(String id, String accessibleText, Consumer<Boolean> switched) {
        setId(id);
        setAccessibleText(accessibleText);
        selectedProperty().addListener((property, before, on) -> {
            if (!drawing) {
                switched.accept(on);
            }
        });
        setOnKeyPressed(event -> {
            // The switch itself knows the mouse only.
            if (event.getCode() == KeyCode.SPACE) {
                fire();
                event.consume();
            }
        });
    }

    /** Shows what is set. */
    public void show(boolean on) {
        drawing = true;
        setSelected(on);
        drawing = false;
    }
}
