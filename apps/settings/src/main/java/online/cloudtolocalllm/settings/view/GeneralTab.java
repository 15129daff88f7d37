package online.cloudtolocalllm.settings.view;

import atlantafx.base.controls.ToggleSwitch;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiConsumer;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.settings.model.Option;
import online.cloudtolocalllm.settings.model.SettingsState;
import online.cloudtolocalllm.settings.model.Toggle;
import online.cloudtolocalllm.window.Parts;
import online.cloudtolocalllm.window.words.Tone;

/** What can be switched on and off. */
final class GeneralTab {

    private final VBox page = new VBox();
    private final Parent root = Parts.scrolling(page);
    private final BiConsumer<Option, Boolean> onSwitch;
    private final Map<Option, Row> rows = new EnumMap<>(Option.class);
    /** Whether the switches move because of what the daemon said, and not by a hand. */
    private boolean drawing;

    private record Row(ToggleSwitch toggle, Label note) {}

    GeneralTab(BiConsumer<Option, Boolean> onSwitch) {
        this.onSwitch = onSwitch;
        page.getStyleClass().add("page");
        VBox list = new VBox();
        list.getStyleClass().add("rows");
        for (Option option : Option.values()) {
            if (!list.getChildren().isEmpty()) {
                list.getChildren().add(Parts.hairline());
            }
            list.getChildren().add(row(option));
        }
        page.getChildren().addAll(Parts.text("General", "page-title"), list);
    }

    private HBox row(Option option) {
        Label note = Parts.paragraph("");
        VBox words =
                new VBox(2, Parts.text(option.title(), "strong"), Parts.paragraph(option.sentence(), "quiet"), note);
        HBox.setHgrow(words, Priority.ALWAYS);
        ToggleSwitch toggle = new ToggleSwitch();
        toggle.setId("option-" + option.name().toLowerCase(java.util.Locale.ROOT));
        toggle.setAccessibleText(option.title());
        toggle.selectedProperty().addListener((property, before, on) -> {
            if (!drawing) {
                onSwitch.accept(option, on);
            }
        });
        rows.put(option, new Row(toggle, note));
        HBox row = new HBox(words, toggle);
        row.getStyleClass().add("row");
        return row;
    }

    Parent root() {
        return root;
    }

    void show(SettingsState state) {
        drawing = true;
        rows.forEach((option, row) -> {
            Toggle toggle = state.toggle(option);
            row.toggle().setSelected(toggle.on());
            row.toggle().setDisable(!toggle.usable());
            Tone tone = toggle.problem() ? Tone.WARN : Tone.QUIET;
            row.note().getStyleClass().removeAll(Tone.WARN.style(), Tone.QUIET.style());
            row.note().getStyleClass().add(tone.style());
            row.note().setText(toggle.note());
            row.note().setVisible(!toggle.note().isEmpty());
            row.note().setManaged(!toggle.note().isEmpty());
        });
        drawing = false;
    }
}
