package online.cloudtolocalllm.settings.view.page;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.settings.model.Settings;
import online.cloudtolocalllm.settings.model.SettingsState;
import online.cloudtolocalllm.settings.model.config.SettingGroup;
import online.cloudtolocalllm.settings.model.config.SettingSpec;
import online.cloudtolocalllm.settings.view.field.SettingRow;

/** Settings that belong together. For JavaFX's thread. */
public final class GroupSection implements Section {

    private final VBox box;
    private final List<SettingRow> rows = new ArrayList<>();

    /** These, with a heading. */
    public GroupSection(SettingGroup group, Settings settings) {
        box = Section.box(group.heading());
        for (SettingSpec spec : group.settings()) {
            SettingRow row = SettingRow.of(spec, settings);
            rows.add(row);
            box.getChildren().add(row.node());
        }
    }

    @Override
    public Node node() {
        return box;
    }

    @Override
    public void show(SettingsState state, Moment now) {
        rows.forEach(row -> row.show(state));
    }

    @Override
    public boolean escape() {
        return rows.stream().anyMatch(SettingRow::escape);
    }
}
