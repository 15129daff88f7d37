package online.cloudtolocalllm.settings.view.field;

import java.util.Optional;
import javafx.scene.Node;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.settings.model.Settings;
import online.cloudtolocalllm.settings.model.SettingsState;
import online.cloudtolocalllm.settings.model.config.Edit;
import online.cloudtolocalllm.settings.model.config.SettingSpec;
import online.cloudtolocalllm.settings.model.config.ValueText;

/** A setting that is one of a few. */
final class ChoiceRow implements SettingRow {

    private final SettingSpec spec;
    private final SettingSpec.Kind.Choice kind;
    private final Settings settings;
    private final NamedBox box;
    private final RowFrame frame;

    ChoiceRow(SettingSpec spec, SettingSpec.Kind.Choice kind, Settings settings) {
        this.spec = spec;
        this.kind = kind;
        this.settings = settings;
        box = new NamedBox(spec.id(), spec.title(), kind.choices(), this::chosen);
        frame = new RowFrame(spec, box);
    }

    private void chosen(SettingSpec.Named choice) {
        boolean usual = choice.value().equals(kind.usual());
        settings.apply(Edit.field(
                spec.field(),
                settings.state().config().value(spec.field()),
                usual ? Optional.empty() : Optional.of(new JsonText(choice.value())),
                spec.title() + ": " + choice.name() + "."));
    }

    @Override
    public Node node() {
        return frame;
    }

    @Override
    public void show(SettingsState state) {
        box.choose(ValueText.of(kind, state.config().value(spec.field())));
        box.setDisable(!frame.show(state));
        frame.problem(state.problems().getOrDefault(spec.field(), ""));
    }

    @Override
    public boolean escape() {
        return false;
    }
}
