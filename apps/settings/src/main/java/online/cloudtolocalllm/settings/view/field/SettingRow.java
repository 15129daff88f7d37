package online.cloudtolocalllm.settings.view.field;

import java.util.Optional;
import javafx.scene.Node;
import online.cloudtolocalllm.settings.model.Settings;
import online.cloudtolocalllm.settings.model.SettingsState;
import online.cloudtolocalllm.settings.model.config.SettingSpec;

/** One setting on a page. A change applies as it is made. For JavaFX's thread. */
public interface SettingRow {

    /** What is shown. */
    Node node();

    /** Shows what is set now. What somebody is typing stays. */
    void show(SettingsState state);

    /** Gives up what was typed and is not set; true if something was. */
    default boolean escape() {
        return false;
    }

    /** What is typed, could not be set, and would be lost with this row: the title of the setting; empty if nothing would be. */
    default Optional<String> unset() {
        return Optional.empty();
    }

    /** The row for a setting. */
    static SettingRow of(SettingSpec spec, Settings settings) {
        return switch (spec.kind()) {
            case SettingSpec.Kind.Flag flag -> PickedRow.flag(spec, flag, settings);
            case SettingSpec.Kind.Choice choice -> PickedRow.choice(spec, choice, settings);
            case SettingSpec.Kind.Line line -> new TextRow(spec, line.usual(), "", false, settings);
            case SettingSpec.Kind.Amount amount -> new TextRow(spec, amount.usual(), amount.unit(), false, settings);
            case SettingSpec.Kind.Lines lines -> new TextRow(spec, lines.example(), "", true, settings);
        };
    }
}
