package online.cloudtolocalllm.settings.view.connection;

import javafx.scene.Node;
import online.cloudtolocalllm.settings.model.Settings;
import online.cloudtolocalllm.settings.model.SettingsState;
import online.cloudtolocalllm.settings.model.connection.ConnectionView;
import online.cloudtolocalllm.settings.model.connections.ConnectionEdits;
import online.cloudtolocalllm.settings.view.field.SettingLine;
import online.cloudtolocalllm.settings.view.field.Toggle;

/** Whether the connection is asked before all others: switching it on switches another off. */
final class PreferredRow {

    private final Toggle toggle;
    private final SettingLine line;

    PreferredRow(String name, Settings settings) {
        toggle = new Toggle(
                "field-preferred",
                "Preferred",
                on -> settings.apply(ConnectionEdits.prefer(settings.state().config(), name, on)));
        line = new SettingLine(
                "Preferred", "It is asked before all others that are doing as well. At most one is.", toggle);
    }

    Node node() {
        return line;
    }

    void show(ConnectionView now, SettingsState state) {
        toggle.show(now.preferred());
        toggle.setDisable(!state.config().known());
    }
}
