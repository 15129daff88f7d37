package online.cloudtolocalllm.chat.view.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import online.cloudtolocalllm.chat.model.ChatState;
import online.cloudtolocalllm.chat.model.library.Catalog;
import online.cloudtolocalllm.chat.model.library.Errands;
import online.cloudtolocalllm.chat.model.library.Library;
import online.cloudtolocalllm.chat.model.library.PlayedModels;
import online.cloudtolocalllm.chat.model.library.PlayedState;
import online.cloudtolocalllm.chat.model.library.PlayedUndo;
import online.cloudtolocalllm.chat.model.library.pull.UnfinishedPulls;
import online.cloudtolocalllm.chat.store.MemoryStore;
import online.cloudtolocalllm.chat.view.picker.ShownNode;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.testkit.ManualClock;
import online.cloudtolocalllm.windowkit.SeenNodes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;

/** The library on JavaFX's headless platform. */
class LibraryPageTest {

    private final Errands errands = new Errands(Platform::runLater);
    private final PlayedModels models = new PlayedModels();
    private final PlayedUndo undo = new PlayedUndo();
    private final Catalog catalog = new Catalog(models, errands);
    private final Library library = new Library(models, errands, catalog, undo, new ManualClock());
    private final List<String> chats = new ArrayList<>();
    private ShownNode shown;
    private LibraryPage page;
    private StackPane place;

    @BeforeEach
    void open() throws Exception {
        FxToolkit.registerPrimaryStage();
        page = FxToolkit.setupFixture(() -> new LibraryPage(library, chats::add, () -> chats.add("closed")));
        place = FxToolkit.setupFixture(() -> new StackPane(page.root()));
        shown = new ShownNode(() -> place, 700, 700);
    }

    @AfterEach
    void close() throws Exception {
        shown.robot().interact(library::close);
        shown.close();
        errands.close();
    }

    private void daemon(ChatState state) {
        shown.robot().interact(() -> {
            catalog.show(state);
            library.show(state);
        });
    }

    private boolean rows(int number) throws InterruptedException {
        return shown.until(() -> shown.node("library-models") instanceof ListView<?> list
                && list.getItems().size() == number);
    }

    @Test
    void aModelIsDownloadedAndThePageMayGoMeanwhile() throws Exception {
        daemon(PlayedState.of(PlayedState.ollama()));
        assertThat(shown.until(() -> !shown.node("pull-start").isVisible()
                        || shown.node("pull-start").isDisabled()))
                .isTrue();
        shown.write("pull-name", "not a name");
        assertThat(shown.says("pull-problem", "This is no model's name")).isTrue();
        shown.write("pull-name", "ollama pull phi4");
        shown.press("pull-start");
        assertThat(shown.until(() -> models.downloads.size() == 1)).isTrue();
        shown.write("pull-name", "phi4");
        shown.press("pull-start");
        assertThat(shown.says("pull-problem", "phi4 is being downloaded to local_ollama already."))
                .isTrue();
        models.downloads.getFirst().came("pulling", "a", 250, 1_000);
        assertThat(shown.says("pull-words-1", "1 KB of 1 KB")).isTrue();
        shown.robot().interact(() -> place.getChildren().clear());
        models.downloads.getFirst().whole();
        assertThat(shown.until(() -> !library.state().pulls().getFirst().running()))
                .isTrue();
        shown.robot().interact(() -> place.getChildren().setAll(List.<Node>of(page.root())));
        assertThat(shown.says("pull-words-1", "It is there")).isTrue();
        shown.press("pull-dismiss-1");
        assertThat(shown.until(() -> !shown.seen("pulls"))).isTrue();
    }

    @Test
    void aDownloadIsCancelledResumedAndFails() throws Exception {
        daemon(PlayedState.of(PlayedState.ollama()));
        shown.write("pull-name", "phi4");
        shown.press("pull-start");
        assertThat(shown.until(() -> models.downloads.size() == 1)).isTrue();
        models.downloads.getFirst().came("pulling", "a", 250_000_000, 1_000_000_000);
        assertThat(shown.says("pull-words-1", "250 MB of 1 GB")).isTrue();
        shown.press("pull-cancel-1");
        assertThat(shown.says("pull-words-1", "Cancelled at 250 MB of 1 GB.")).isTrue();
        shown.press("pull-resume-1");
        assertThat(shown.until(() -> models.downloads.size() == 2)).isTrue();
        models.downloads.getLast().broken("The server went away.");
        assertThat(shown.says("pull-words-1", "The download broke off: The server went away."))
                .isTrue();
        assertThat(shown.says("pull-resume-1", "Resume")).isTrue();
    }

    @Test
    void aDownloadOfTheWindowBeforeIsListedWithResume() throws Exception {
        MemoryStore store = new MemoryStore();
        store.choice("pulls", "[{\"model\":\"phi4\",\"to\":\"local_ollama\"}]");
        daemon(PlayedState.of(PlayedState.ollama()));
        shown.robot().interact(() -> new UnfinishedPulls(store, Runnable::run, Platform::runLater, library.downloads())
                .show(List.of()));
        assertThat(shown.says("pull-words-1", "It was under way when the window ended."))
                .isTrue();
        assertThat(shown.words("pull-resume-1")).isEqualTo("Resume");
        shown.press("pull-resume-1");
        assertThat(shown.until(() -> models.asked.contains("download phi4 local_ollama")))
                .isTrue();
    }

    @Test
    void aModelIsLookedAtAskedAndDeletedByKeys() throws Exception {
        models.have(
                PlayedModels.model("llama3.2", 2_000_000_000L, "3.2B", "local_ollama"),
                PlayedModels.model("qwen3:4b", 2_600_000_000L, "4.0B", "local_ollama"));
        daemon(PlayedState.of(
                PlayedState.ollama("llama3.2", "qwen3:4b"),
                PlayedState.connection("gpu_box", ConnectionKind.OLLAMA, HealthState.UP, "llama3.2")));
        assertThat(rows(2)).isTrue();
        shown.robot().interact(() -> shown.node("library-models").requestFocus());
        shown.robot().type(KeyCode.END);
        assertThat(shown.says("details-note", "There is no such model.")).isTrue();
        shown.press("details-chat");
        assertThat(chats).containsExactly("qwen3:4b");
        shown.robot().type(KeyCode.DELETE);
        assertThat(rows(1)).isTrue();
        assertThat(shown.until(() -> !shown.seen("details"))).isTrue();
        shown.robot().interact(undo::undo);
        assertThat(rows(2)).isTrue();
        assertThat(shown.until(() -> shown.seen("details"))).isTrue();
        shown.robot().type(KeyCode.ESCAPE);
        assertThat(chats).endsWith("closed");
    }

    @Test
    void howManyModelsThereAreIsSaidInLittleRoom() throws Exception {
        models.have(PlayedModels.model("llama3.2", 212_000_000_000L, "3.2B", "local_ollama"));
        daemon(PlayedState.of(PlayedState.ollama("llama3.2")));
        assertThat(shown.says("library-count", "1 model · 212 GB")).isTrue();
        shown.robot().interact(() -> place.getScene().getWindow().setWidth(440));
        assertThat(shown.until(() -> shown.node("library").getLayoutBounds().getWidth() <= 440))
                .isTrue();
        assertThat(shown.until(() -> shown.node("library-count") instanceof Label count
                        && !SeenNodes.isCutShort(count)
                        && count.getHeight() >= count.prefHeight(count.getWidth())))
                .isTrue();
    }

    @Test
    void whatIsMissingIsTold() throws Exception {
        models.haveNot("The daemon did not answer.");
        daemon(PlayedState.of(PlayedState.connection("api", ConnectionKind.OPENAI, HealthState.UP, "gpt-x")));
        assertThat(shown.says("library-problem", "The daemon did not answer.")).isTrue();
        assertThat(shown.says("library-obstacle", "No connection takes models now."))
                .isTrue();
        assertThat(shown.node("pull-start").isDisabled()).isTrue();
        models.have();
        shown.press("library-again");
        assertThat(shown.until(() -> !shown.seen("library-problem"))).isTrue();
    }
}
