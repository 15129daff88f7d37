package online.cloudtolocalllm.settings.view.connection;

import javafx.scene.layout.VBox;
import online.cloudtolocalllm.settings.model.Settings;
import online.cloudtolocalllm.settings.model.SettingsState;
import online.cloudtolocalllm.settings.model.connection.ConnectionView;
import online.cloudtolocalllm.settings.model.connections.ConnectionEdits;
import online.cloudtolocalllm.settings.view.field.SettingLine;
import online.cloudtolocalllm.settings.view.field.Toggle;

/** Whether the connection is asked before all others: switching it on switches another off. */
final class PreferredRow extends VBox {

    private final Toggle toggle;

    PreferredRow(String name, Settings settings) {
        toggle = new Toggle(
                "field-preferred",
                "Preferred",
                on -> settings.apply(ConnectionEdits.prefer(settings.state().config(), name, on)));
        getStyleClass().add("setting");
        getChildren()
                .add(new SettingLine(
                        "Preferred", "It is asked before all others that are doing as well. At most one is.", toggle));
    }

    void show(ConnectionView now, SettingsState state) {
        toggle.show(now.preferred());
        toggle.setDisable(!state.config().known());
    }
}
