package online.cloudtolocalllm.chat.view.profile;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.application.Platform;
import javafx.scene.control.ComboBox;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import online.cloudtolocalllm.chat.model.library.Errands;
import online.cloudtolocalllm.chat.model.library.PlayedUndo;
import online.cloudtolocalllm.chat.model.profile.Options;
import online.cloudtolocalllm.chat.model.profile.PlayedTalk;
import online.cloudtolocalllm.chat.model.profile.ProfileForm;
import online.cloudtolocalllm.chat.model.talk.Preset;
import online.cloudtolocalllm.chat.model.talk.Profile;
import online.cloudtolocalllm.chat.store.MemoryStore;
import online.cloudtolocalllm.chat.view.picker.ShownNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;

/** The options on JavaFX's headless platform. */
class OptionsPanelTest {

    private final MemoryStore store = new MemoryStore();
    private final Errands errands = new Errands(Platform::runLater);
    private final PlayedTalk talk = new PlayedTalk();
    private final PlayedUndo undo = new PlayedUndo();
    private ShownNode shown;
    private OptionsPanel panel;
    private int closed;

    @BeforeEach
    void open() throws Exception {
        store.preset(new Preset("Editor", Profile.PLAIN.withModel("llama3.2")));
        FxToolkit.registerPrimaryStage();
        Options options = FxToolkit.setupFixture(() -> new Options(talk, store, errands, undo));
        panel = FxToolkit.setupFixture(() -> {
            options.show(PlayedTalk.open(3, "x", Profile.PLAIN));
            return new OptionsPanel(options, () -> closed++);
        });
        shown = new ShownNode(() -> new HBox(panel.root()), 320, 800);
    }

    @AfterEach
    void close() throws Exception {
        shown.close();
        errands.close();
    }

    @Test
    void aReasonStandsBelowItsFieldWhileItIsTyped() throws Exception {
        assertThat(shown.seen("temperature-problem")).isFalse();
        shown.write("temperature", "3");
        assertThat(shown.says("temperature-problem", "a number from 0 to 2")).isTrue();
        shown.write("temperature", "1.5");
        assertThat(shown.until(() -> !shown.seen("temperature-problem"))).isTrue();
        assertThat(talk.profiles.getLast().temperature()).hasValue(1.5);
        shown.press("options-reset");
        assertThat(shown.words("temperature")).isEmpty();
        assertThat(shown.node("options-reset").isDisabled()).isTrue();
    }

    @Test
    void theSchemaIsThereOnlyWhereOneIsWished() throws Exception {
        assertThat(shown.seen("schema")).isFalse();
        shown.robot().interact(() -> shown.robot()
                .lookup("#format")
                .<ComboBox<ProfileForm.Format>>query()
                .setValue(ProfileForm.Format.SCHEMA));
        assertThat(shown.says("schema-problem", "Write the JSON Schema")).isTrue();
        shown.write("schema", "{\"type\":\"object\"}");
        assertThat(talk.profiles.getLast().format()).isEqualTo("{\"type\":\"object\"}");
    }

    @Test
    void presetsAreAppliedSavedAndDeleted() throws Exception {
        shown.press("preset-apply-0");
        assertThat(talk.profiles.getLast().model()).isEqualTo("llama3.2");
        shown.write("system", "Be brief.");
        shown.write("preset-name", "Brief");
        shown.press("preset-save");
        assertThat(shown.until(() -> store.presets().size() == 2)).isTrue();
        assertThat(shown.says("preset-apply-0", "Brief")).isTrue();
        shown.press("preset-delete-0");
        assertThat(shown.until(() -> store.presets().size() == 1)).isTrue();
        shown.robot().interact(undo::undo);
        assertThat(shown.until(() -> store.presets().size() == 2)).isTrue();
        shown.write("preset-name", "Brief");
        assertThat(shown.says("preset-save", "Replace")).isTrue();
    }

    @Test
    void tabLeavesTheInstructionsAndEscapeCloses() {
        shown.robot().interact(panel::focus);
        shown.robot().write("Hi");
        shown.robot().type(KeyCode.TAB);
        assertThat(shown.node("temperature").isFocused()).isTrue();
        assertThat(shown.words("system")).isEqualTo("Hi");
        shown.robot().type(KeyCode.ESCAPE);
        assertThat(closed).isEqualTo(1);
    }
}
