package online.cloudtolocalllm.settings.view.field;

import java.util.Optional;
import javafx.scene.Node;
import online.cloudtolocalllm.protocol.json.JsonFlag;
import online.cloudtolocalllm.settings.model.Settings;
import online.cloudtolocalllm.settings.model.SettingsState;
import online.cloudtolocalllm.settings.model.config.Edit;
import online.cloudtolocalllm.settings.model.config.SettingSpec;
import online.cloudtolocalllm.settings.model.config.ValueText;

/** A setting that is on or off. */
final class SwitchRow implements SettingRow {

    private final SettingSpec spec;
    private final SettingSpec.Kind.Flag kind;
    private final Settings settings;
    private final Toggle toggle;
    private final RowFrame frame;

    SwitchRow(SettingSpec spec, SettingSpec.Kind.Flag kind, Settings settings) {
        this.spec = spec;
        this.kind = kind;
        this.settings = settings;
        toggle = new Toggle(spec.id(), spec.title(), this::switched);
        frame = new RowFrame(spec, toggle);
    }

    private void switched(boolean on) {
        settings.apply(Edit.field(
                spec.field(),
                settings.state().config().value(spec.field()),
                on == kind.usual() ? Optional.empty() : Optional.of(new JsonFlag(on)),
                spec.title() + ": " + (on ? "on." : "off.")));
    }

    @Override
    public Node node() {
        return frame;
    }

    @Override
    public void show(SettingsState state) {
        toggle.show(Boolean.parseBoolean(ValueText.of(kind, state.config().value(spec.field()))));
        toggle.setDisable(!frame.show(state));
        frame.problem(state.problems().getOrDefault(spec.field(), ""));
    }

    @Override
    public boolean escape() {
        return false;
    }
}
