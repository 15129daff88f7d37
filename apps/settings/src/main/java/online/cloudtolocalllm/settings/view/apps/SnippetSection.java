package online.cloudtolocalllm.settings.view.apps;

import java.util.Arrays;
import javafx.scene.Node;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.settings.model.SettingsState;
import online.cloudtolocalllm.settings.model.apps.Apps;
import online.cloudtolocalllm.settings.model.apps.Snippet;
import online.cloudtolocalllm.settings.model.config.SettingSpec;
import online.cloudtolocalllm.settings.view.field.NamedBox;
import online.cloudtolocalllm.settings.view.page.Moment;
import online.cloudtolocalllm.settings.view.page.Section;
import online.cloudtolocalllm.window.Copying;
import online.cloudtolocalllm.window.Parts;

/** How a program is told to use the gateway, to be copied; with the key in it while a new one is shown. */
final class SnippetSection implements Section {

    private final Apps apps;
    private final NamedBox kind = new NamedBox(
            "snippet-kind",
            "For which program",
            Arrays.stream(Snippet.values())
                    .map(snippet -> new SettingSpec.Named(snippet.name(), snippet.title()))
                    .toList(),
            chosen -> draw());
    private final TextArea text = new TextArea();
    private final VBox box;
    private SettingsState state = SettingsState.EMPTY;

    SnippetSection(Apps apps) {
        this.apps = apps;
        kind.choose(Snippet.CURL.name());
        text.setId("snippet");
        text.setEditable(false);
        text.setAccessibleText("How the gateway is used");
        text.setPrefRowCount(6);
        text.getStyleClass().add("mono");
        HBox line = new HBox(8, kind, Copying.button("copy-snippet", "Copy how the gateway is used", text::getText));
        line.getStyleClass().add("setting-control");
        box = Section.box(
                "How a program uses it",
                Parts.paragraph(
                        "Any program with a setting for the address of Ollama or OpenAI can use the gateway."
                                + " Put a key in the place of c2l_…, or any word where none is needed.",
                        "quiet"),
                line,
                text);
    }

    private void draw() {
        Parts.put(
                text,
                Snippet.valueOf(kind.chosen())
                        .of(state.live(), apps.state().made())
                        .strip());
    }

    @Override
    public Node node() {
        return box;
    }

    @Override
    public void show(SettingsState now, Moment moment) {
        state = now;
        draw();
    }
}
