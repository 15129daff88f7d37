package online.cloudtolocalllm.chat.view.picker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.application.Platform;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.chat.model.ChatState;
import online.cloudtolocalllm.chat.model.exchange.Form;
import online.cloudtolocalllm.chat.model.library.Catalog;
import online.cloudtolocalllm.chat.model.library.Errands;
import online.cloudtolocalllm.chat.model.library.PlayedModels;
import online.cloudtolocalllm.chat.model.library.PlayedState;
import online.cloudtolocalllm.chat.model.picker.Picker;
import online.cloudtolocalllm.chat.model.profile.PlayedTalk;
import online.cloudtolocalllm.chat.model.talk.Profile;
import online.cloudtolocalllm.chat.model.talk.TalkState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The header on JavaFX's headless platform. */
class ChatHeaderTest implements HeaderActions {

    private final List<String> done = new CopyOnWriteArrayList<>();
    private final Errands errands = new Errands(Platform::runLater);
    private final PlayedModels models = new PlayedModels();
    private final Catalog catalog = new Catalog(models, errands);
    private final Picker picker = new Picker(models, errands, catalog);
    private boolean stores = true;
    private ShownNode shown;
    private ChatHeader header;

    @BeforeEach
    void open() throws Exception {
        models.serves("m7", "local_ollama", "has the model; up");
        FxToolkit.registerPrimaryStage();
        header = FxToolkit.setupFixture(() -> new ChatHeader(picker, this));
        shown = new ShownNode(() -> new VBox(header.root()), 760, 500);
        String[] names = IntStream.range(0, 60).mapToObj(at -> "m" + at).toArray(String[]::new);
        ChatState state = PlayedState.of(PlayedState.ollama(names));
        shown.robot().interact(() -> {
            catalog.show(state);
            picker.show(state, "m7");
        });
        show(PlayedTalk.open(3, "Trip ideas", Profile.PLAIN));
    }

    private void show(TalkState state) {
        shown.robot().interact(() -> header.show(state));
    }

    @AfterEach
    void close() throws Exception {
        shown.close();
        errands.close();
    }

    @Override
    public void rename(String title, Consumer<Boolean> then) {
        done.add("rename " + title);
        then.accept(stores);
    }

    @Override
    public void choose(String model) {
        done.add("choose " + model);
    }

    @Override
    public void options(boolean visible) {
        done.add("options " + visible);
    }

    @Override
    public void copyAll() {
        done.add("copy");
    }

    @Override
    public void export(Form form) {
        done.add("export " + form);
    }

    @Override
    public void delete() {
        done.add("delete");
    }

    @Test
    void itSaysWhoWouldServe() throws Exception {
        assertThat(shown.says("who-serves", "local_ollama would serve it: has the model, up."))
                .isTrue();
        assertThat(shown.node("model").getAccessibleText()).isEqualTo("Model: m7");
    }

    @Test
    void theListIsUsedWithoutAMouse() throws Exception {
        shown.press("model");
        assertThat(shown.until(() -> shown.node("model-search").isFocused())).isTrue();
        shown.robot().write("m4");
        shown.robot().type(KeyCode.DOWN);
        shown.robot().type(KeyCode.ENTER);
        assertThat(shown.until(() -> done.equals(List.of("choose m40")))).isTrue();
        shown.press("model");
        assertThat(shown.until(() -> shown.node("model-list") instanceof ListView<?> list
                        && list.getItems().size() == 60))
                .isTrue();
        assertThat(shown.says("model-why", "local_ollama would serve it")).isTrue();
        long cells = shown.robot().lookup(".model-cell").queryAll().size();
        assertThat(cells).as("only rows that are near are nodes").isLessThan(20);
        shown.robot().type(KeyCode.ESCAPE);
        assertThat(shown.until(
                        () -> shown.robot().lookup("#model-popup").tryQuery().isEmpty()))
                .isTrue();
        assertThat(done).hasSize(1);
    }

    @Test
    void theTitleIsChangedInItsPlace() {
        shown.robot().interact(header::editTitle);
        shown.robot().write("Rome");
        show(PlayedTalk.open(3, "Trip ideas", Profile.PLAIN));
        assertThat(shown.words("title")).as("nothing is written over").isEqualTo("Rome");
        shown.robot().type(KeyCode.ENTER);
        assertThat(done).containsExactly("rename Rome");
        shown.robot().interact(header::editTitle);
        shown.robot().write("Paris");
        shown.robot().type(KeyCode.ESCAPE);
        assertThat(shown.words("title")).isEqualTo("Rome");
        stores = false;
        shown.robot().interact(header::editTitle);
        shown.robot().write("Oslo");
        shown.robot().type(KeyCode.ENTER);
        assertThat(shown.words("title")).as("it is not stored").isEqualTo("Rome");
        show(TalkState.NEW);
        assertThat(shown.words("title")).isEqualTo("New chat");
        assertThat(shown.node("more").isDisabled()).isTrue();
    }

    @Test
    void theRestIsInAMenu() throws Exception {
        WaitForAsyncUtils.waitForFxEvents();
        shown.robot().interact(() -> {
            if (shown.node("more") instanceof MenuButton menu) {
                menu.getItems().stream().filter(item -> item.getId() != null).forEach(item -> item.fire());
            }
        });
        shown.press("options");
        assertThat(done).containsExactly("copy", "export MARKDOWN", "export JSON", "delete", "options true");
        shown.robot().interact(() -> header.optionsShown(false));
        shown.press("options");
        assertThat(done).endsWith("options true");
    }
}
