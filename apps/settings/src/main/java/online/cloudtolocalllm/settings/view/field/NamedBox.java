package online.cloudtolocalllm.settings.view.field;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.scene.control.ComboBox;
import javafx.util.StringConverter;
import online.cloudtolocalllm.settings.model.config.SettingSpec.Named;
import org.jspecify.annotations.Nullable;

/** A box to choose one of a few values by their names, which tells a hand from what is set. For JavaFX's thread. */
public final class NamedBox extends ComboBox<Named> {

    private static final double WIDTH = 200;

    /** Whether the choice moves because of what is set, and not by a hand. */
    private boolean drawing;

    /**
     * Nothing is chosen yet.
     *
     * @param choices all of them, in order
     * @param chosen runs when a hand has chosen
     */
    public NamedBox(String id, String accessibleText, List<Named> choices, Consumer<Named> chosen) {
        setId(id);
        setAccessibleText(accessibleText);
        getItems().setAll(choices);
        setMinWidth(WIDTH);
        setConverter(new Names());
        valueProperty().addListener((property, before, choice) -> {
            if (!drawing && choice != null) {
                chosen.accept(choice);
            }
        });
    }

    /** Shows the choice with this value; a value that is none of them as it is. */
    public void choose(String value) {
        if (getValue() == null || !getValue().value().equals(value)) {
            drawing = true;
            setValue(getItems().stream()
                    .filter(choice -> choice.value().equals(value))
                    .findFirst()
                    .orElseGet(() -> new Named(value, value)));
            drawing = false;
        }
    }

    /** The value that is chosen; empty for none. */
    public String chosen() {
        return getValue() == null ? "" : getValue().value();
    }

    /** How a choice is written in the box. */
    private static final class Names extends StringConverter<Named> {
        @Override
        public String toString(@Nullable Named choice) {
            return choice == null ? "" : choice.name();
        }

        @Override
        public Named fromString(String name) {
            return new Named(name, Objects.requireNonNull(name));
        }
    }
}
