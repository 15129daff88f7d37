package online.cloudtolocalllm.settings.view.general;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.settings.model.SettingsState;
import online.cloudtolocalllm.settings.model.config.SettingSpec.Named;
import online.cloudtolocalllm.settings.view.field.NamedBox;
import online.cloudtolocalllm.settings.view.field.SettingLine;
import online.cloudtolocalllm.settings.view.page.Moment;
import online.cloudtolocalllm.settings.view.page.PageContext;
import online.cloudtolocalllm.settings.view.page.Section;
import online.cloudtolocalllm.window.Parts;
import online.cloudtolocalllm.window.ThemeSetting;
import online.cloudtolocalllm.window.start.ThemeChoice;
import online.cloudtolocalllm.window.words.Words;

/** The theme of all windows. It is no setting of the daemon, and counts at once with it or without. For JavaFX's thread. */
final class ThemeSection implements Section {

    private static final List<Named> CHOICES = List.of(
            new Named(ThemeChoice.DESKTOP.word(), "As the desktop says"),
            new Named(ThemeChoice.LIGHT.word(), "Light"),
            new Named(ThemeChoice.DARK.word(), "Dark"));

    private final ThemeSetting theme;
    private final NamedBox box;
    private final VBox section;
    private final Label problem = Parts.paragraph("", "tone-bad");

    /** Makes it, showing what is set. */
    ThemeSection(PageContext context) {
        theme = context.shell().theme();
        box = new NamedBox("theme", "Theme", CHOICES, chosen -> ThemeChoice.of(chosen.value())
                .ifPresent(choice -> {
                    say("");
                    theme.set(choice, why -> context.screen().execute(() -> say(why)));
                }));
        theme.onChange(() -> context.screen().execute(this::show));
        section = Section.box(
                "Look",
                new SettingLine(
                        "Theme",
                        "The colours of the settings and the chat window, here and there at once.",
                        box,
                        problem));
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
        box.choose(theme.now().word());
    }

    private void say(String why) {
        Parts.say(problem, Words.sentence(why));
        if (!why.isEmpty()) {
            show();
        }
    }
}
