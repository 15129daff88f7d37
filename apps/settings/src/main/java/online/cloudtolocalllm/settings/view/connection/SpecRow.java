package online.cloudtolocalllm.settings.view.connection;

import java.util.Optional;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.settings.model.Settings;
import online.cloudtolocalllm.settings.model.SettingsState;
import online.cloudtolocalllm.settings.model.config.SettingSpec;
import online.cloudtolocalllm.settings.model.connection.ConnectionView;
import online.cloudtolocalllm.settings.view.field.SettingRow;

/**
 * A setting whose default hangs on others: where that changes, the row is made anew, but never under somebody's hands, nor while
 * what they typed waits to be put right.
 */
final class SpecRow {

    private final Function<ConnectionView, SettingSpec> specs;
    private final Settings settings;
    private final VBox slot = new VBox();
    private SettingSpec spec;
    private SettingRow row;

    SpecRow(ConnectionView first, Settings settings, Function<ConnectionView, SettingSpec> specs) {
        this.specs = specs;
        this.settings = settings;
        spec = specs.apply(first);
        row = SettingRow.of(spec, settings);
        slot.getChildren().setAll(row.node());
    }

    Node node() {
        return slot;
    }

    void show(ConnectionView view, SettingsState state) {
        SettingSpec now = specs.apply(view);
        if (!now.equals(spec) && !slot.isFocusWithin() && row.unset().isEmpty()) {
            spec = now;
            row = SettingRow.of(spec, settings);
            slot.getChildren().setAll(row.node());
        }
        row.show(state);
    }

    /** The title of the setting, if what was typed for it could not be set. */
    Optional<String> unset() {
        return row.unset();
    }

    boolean escape() {
        return row.escape();
    }
}
