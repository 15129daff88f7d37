package online.cloudtolocalllm.settings.view.general;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import online.cloudtolocalllm.settings.model.SettingsState;
import online.cloudtolocalllm.settings.view.field.SettingLine;
import online.cloudtolocalllm.settings.view.page.Moment;
import online.cloudtolocalllm.settings.view.page.PageContext;
import online.cloudtolocalllm.settings.view.page.Section;
import online.cloudtolocalllm.window.Parts;
import online.cloudtolocalllm.window.ThemeSetting;
import online.cloudtolocalllm.window.start.ThemeChoice;
import online.cloudtolocalllm.window.words.Words;
import org.jspecify.annotations.Nullable;

/** The theme of all windows. It is no setting of the daemon, and counts at once with it or without. For JavaFX's thread. */
final class ThemeSection implements Section {

    private final ThemeSetting theme;
    private final ComboBox<ThemeChoice> box = new ComboBox<>();
    private final VBox section = new VBox();
    private final Label problem = Parts.paragraph("", "tone-bad");
    /** Whether the choice moves because of what is set, and not by a hand. */
    private boolean drawing;

    /** Makes it, showing what is set. */
    ThemeSection(PageContext context) {
        theme = context.shell().theme();
        box.setId("theme");
        box.setAccessibleText("Theme");
        box.setMinWidth(200);
        box.getItems().setAll(List.of(ThemeChoice.values()));
        box.setConverter(new Names());
        box.valueProperty().addListener((property, before, chosen) -> {
            if (!drawing && chosen != null) {
                say("");
                theme.set(chosen, why -> context.screen().execute(() -> say(why)));
            }
        });
        theme.onChange(() -> context.screen().execute(this::show));
        VBox row = new VBox(
                new SettingLine(
                        "Theme", "The colours of the settings and the chat window, here and there at once.", box),
                problem);
        row.getStyleClass().add("setting");
        section.getChildren().addAll(Parts.text("Look", "group"), row);
        section.getStyleClass().add("section");
        say("");
        show();
    }

    @Override
    public Node node() {
        return section;
    }

    @Override
    public void show(SettingsState state, Moment now) {
        // It changes by what its setting tells, not by the daemon's.
    }

    private void show() {
        drawing = true;
        box.setValue(theme.now());
        drawing = false;
    }

    private void say(String why) {
        Parts.say(problem, Words.sentence(why));
        if (!why.isEmpty()) {
            show();
        }
    }

    /** How a choice is written in the box. */
    private static final class Names extends StringConverter<ThemeChoice> {
        @Override
        public String toString(@Nullable ThemeChoice choice) {
            return switch (choice) {
                case DESKTOP -> "As the desktop says";
                case LIGHT -> "Light";
                case DARK -> "Dark";
                case null -> "";
            };
        }

        @Override
        public ThemeChoice fromString(String name) {
            return ThemeChoice.DESKTOP;
        }
    }
}
