package online.cloudtolocalllm.settings.view.field;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Control;
import online.cloudtolocalllm.protocol.json.JsonFlag;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.json.JsonValue;
import online.cloudtolocalllm.settings.model.Settings;
import online.cloudtolocalllm.settings.model.SettingsState;
import online.cloudtolocalllm.settings.model.config.Edit;
import online.cloudtolocalllm.settings.model.config.SettingSpec;
import online.cloudtolocalllm.settings.model.config.ValueText;

/** A setting that is picked, not typed: what is picked is set at once. */
final class PickedRow implements SettingRow {

    private final SettingSpec spec;
    private final Control control;
    private final Consumer<String> pick;
    private final RowFrame frame;

    /**
     * A row.
     *
     * @param pick has the control show a value as it is written in a field, which is nobody's picking
     */
    private PickedRow(SettingSpec spec, Control control, Consumer<String> pick) {
        this.spec = spec;
        this.control = control;
        this.pick = pick;
        frame = new RowFrame(spec, control);
    }

    /** A setting that is on or off. */
    static SettingRow flag(SettingSpec spec, SettingSpec.Kind.Flag kind, Settings settings) {
        Toggle toggle = new Toggle(
                spec.id(),
                spec.title(),
                on -> set(spec, settings, new JsonFlag(on), on == kind.usual(), on ? "on" : "off"));
        return new PickedRow(spec, toggle, value -> toggle.show(Boolean.parseBoolean(value)));
    }

    /** A setting that is one of a few. */
    static SettingRow choice(SettingSpec spec, SettingSpec.Kind.Choice kind, Settings settings) {
        NamedBox box = new NamedBox(
                spec.id(),
                spec.title(),
                kind.choices(),
                choice -> set(
                        spec,
                        settings,
                        new JsonText(choice.value()),
                        choice.value().equals(kind.usual()),
                        choice.name()));
        return new PickedRow(spec, box, box::choose);
    }

    /** What counts anyhow is not written. */
    private static void set(SettingSpec spec, Settings settings, JsonValue value, boolean usual, String words) {
        settings.apply(Edit.field(
                spec.field(),
                settings.state().config().value(spec.field()),
                usual ? Optional.empty() : Optional.of(value),
                spec.title() + ": " + words + "."));
    }

    @Override
    public Node node() {
        return frame.node();
    }

    @Override
    public void show(SettingsState state) {
        pick.accept(ValueText.of(spec.kind(), state.config().value(spec.field())));
        control.setDisable(!frame.show(state));
        frame.problem(state.problems().getOrDefault(spec.field(), ""));
    }
}
