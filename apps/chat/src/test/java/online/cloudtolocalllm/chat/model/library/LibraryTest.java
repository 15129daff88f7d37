package online.cloudtolocalllm.chat.model.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import online.cloudtolocalllm.chat.model.ChatState;
import online.cloudtolocalllm.chat.model.library.pull.Pull;
import online.cloudtolocalllm.client.model.ModelDetails;
import online.cloudtolocalllm.client.model.Served;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LibraryTest {

    private final Screen screen = new Screen();
    private final Errands errands = new Errands(screen);
    private final PlayedModels models = new PlayedModels();
    private final PlayedUndo undo = new PlayedUndo();
    private final ManualClock clock = new ManualClock();
    private final Catalog catalog = new Catalog(models, errands);
    private final Library library = new Library(models, errands, catalog, undo, clock);

    @BeforeEach
    void open() throws Exception {
        models.have(
                PlayedModels.model("llama3.2", 2_000_000_000L, "3.2B", "local_ollama"),
                PlayedModels.model("qwen3:4b", 2_600_000_000L, "4.0B", "local_ollama"));
        daemon(PlayedState.of(PlayedState.ollama("llama3.2", "qwen3:4b")));
        assertThat(screen.until(() -> library.state().count().equals("2 models · 4.6 GB")))
                .isTrue();
    }

    @AfterEach
    void close() {
        library.close();
        errands.close();
    }

    private void daemon(ChatState state) {
        catalog.show(state);
        library.show(state);
    }

    private List<String> names() {
        return library.state().rows().stream().map(ModelRow::label).toList();
    }

    private Pull pull() {
        return library.state().pulls().getFirst();
    }

    private boolean stage(Pull.Stage stage) throws InterruptedException {
        return screen.until(() -> pull().stage() == stage);
    }

    private PlayedModels.PlayedDownload begun(int number) throws InterruptedException {
        assertThat(screen.until(() -> models.downloads.size() > number)).isTrue();
        return models.downloads.get(number);
    }

    @Test
    void deletingIsAskedForWhenItCanNoMoreBeUndone() throws Exception {
        library.delete("qwen3:4b", "local_ollama");
        assertThat(names()).containsExactly("llama3.2");
        assertThat(undo.sentences()).containsExactly("qwen3:4b was deleted from local_ollama.");
        undo.undo();
        assertThat(names()).containsExactly("llama3.2", "qwen3:4b");
        library.delete("qwen3:4b", "local_ollama");
        assertThat(models.asked).noneMatch(asked -> asked.startsWith("delete"));
        undo.pass();
        assertThat(screen.until(() -> models.asked.contains("delete qwen3:4b local_ollama")))
                .isTrue();
        assertThat(names()).as("the daemon's list is old").containsExactly("llama3.2");
        daemon(PlayedState.of(PlayedState.ollama("llama3.2")));
        daemon(PlayedState.of(PlayedState.ollama("llama3.2", "qwen3:4b")));
        assertThat(screen.until(() -> names().size() == 2))
                .as("it was downloaded by somebody else")
                .isTrue();
    }

    @Test
    void whatWasNotDeletedIsBackAndSaysWhy() throws Exception {
        models.deleting(new Reply.Failed<>("The disk is read-only.", false));
        library.delete("qwen3:4b", "local_ollama");
        undo.pass();
        assertThat(screen.until(() -> names().size() == 2)).isTrue();
        assertThat(library.state().problem())
                .isEqualTo("qwen3:4b was not deleted from local_ollama: The disk is read-only.");
    }

    @Test
    void aDownloadTellsHowFarItIsTenTimesASecondAtMost() throws Exception {
        assertThat(library.downloads().start("phi4", "local_ollama")).isTrue();
        assertThat(library.downloads().start("phi4:latest", "local_ollama"))
                .as("it is under way")
                .isFalse();
        PlayedModels.PlayedDownload download = begun(0);
        download.came("pulling manifest", "", 0, 0);
        assertThat(screen.until(() -> pull().words().equals("pulling manifest")))
                .isTrue();
        download.came("pulling", "a", 1, 1_000);
        assertThat(screen.until(() -> pull().done() == 1)).as("another step").isTrue();
        for (int at = 2; at < 1_000; at++) {
            download.came("pulling", "a", at, 1_000);
        }
        clock.advance(Duration.ofMillis(100));
        download.came("pulling", "a", 999, 1_000);
        assertThat(screen.until(() -> pull().done() > 1)).isTrue();
        download.came("verifying", "a", 1_000, 1_000);
        download.whole();
        models.have(PlayedModels.model("phi4", 5, "14B", "local_ollama"));
        assertThat(stage(Pull.Stage.THERE)).isTrue();
        assertThat(pull().done()).isEqualTo(1_000);
        assertThat(screen.until(download::closed)).isTrue();
        assertThat(screen.until(() -> library.state().count().contains("5") || !catalog.asking()))
                .isTrue();
        library.downloads().dismiss(pull().number());
        assertThat(library.state().pulls()).isEmpty();
    }

    @Test
    void aCancelledDownloadIsResumedAndSeveralRunAtOnce() throws Exception {
        library.downloads().start("phi4", "local_ollama");
        library.downloads().start("gemma3", "");
        begun(1);
        PlayedModels.PlayedDownload download = models.downloads.stream()
                .filter(one -> one.model().equals("phi4"))
                .findFirst()
                .orElseThrow();
        download.came("pulling", "a", 400, 1_000);
        assertThat(screen.until(() -> pull().done() == 400)).isTrue();
        library.downloads().cancel(pull().number());
        assertThat(pull().stage()).isEqualTo(Pull.Stage.CANCELLED);
        assertThat(download.closed()).isTrue();
        assertThat(library.state().pulls().get(1).running()).isTrue();
        library.downloads().resume(pull().number());
        PlayedModels.PlayedDownload next = begun(2);
        assertThat(pull().done()).as("what came stays").isEqualTo(400);
        next.whole();
        assertThat(stage(Pull.Stage.THERE)).isTrue();
    }

    @Test
    void aDownloadThatFailsSaysWhyAndWhatToDo() throws Exception {
        models.noDownload("No connection takes models.");
        library.downloads().start("phi4", "local_ollama");
        assertThat(stage(Pull.Stage.FAILED)).isTrue();
        assertThat(pull().words())
                .isEqualTo("It was not downloaded: No connection takes models. See whether the name is right:"
                        + " ollama.com/library has them all.");
        library.downloads().start("gemma3", "local_ollama");
        assertThat(library.state().pulls()).hasSize(2);
    }

    @Test
    void aLinkThatIsLostLeavesWhatCame() throws Exception {
        library.downloads().start("phi4", "local_ollama");
        PlayedModels.PlayedDownload download = begun(0);
        download.came("pulling", "a", 500_000_000, 1_000_000_000);
        download.broken("The link to the daemon was lost: reset.");
        assertThat(stage(Pull.Stage.FAILED)).isTrue();
        assertThat(pull().words())
                .isEqualTo("The download broke off: The link to the daemon was lost: reset. What came stays; Resume"
                        + " goes on from there.");
    }

    @Test
    void closingEndsDownloads() throws Exception {
        library.downloads().start("phi4", "local_ollama");
        PlayedModels.PlayedDownload download = begun(0);
        library.close();
        assertThat(screen.until(download::closed)).isTrue();
    }

    @Test
    void detailsAreThoseOfTheChosenModel() throws Exception {
        models.details(new Reply.Done<>(new ModelDetails(
                "llama",
                "3.2B",
                "Q4_K_M",
                "stop  \"x\"\u202E\nnum_ctx 4096",
                "",
                "",
                List.of("completion", "tools"),
                OptionalLong.of(131_072),
                new Served("local_ollama", 1, List.of()),
                JsonObject.EMPTY)));
        library.choose("llama3.2");
        assertThat(library.state().details()).isEqualTo(new Details.Asking());
        assertThat(screen.until(() -> library.state().details() instanceof Details.Known))
                .isTrue();
        assertThat(library.state().details())
                .isEqualTo(new Details.Known(
                        List.of(
                                new Details.Fact("Parameters", "3.2B"),
                                new Details.Fact("Quantization", "Q4_K_M"),
                                new Details.Fact("Family", "llama"),
                                new Details.Fact("Reads at most", "131,072 tokens"),
                                new Details.Fact("Can do", "completion, tools"),
                                new Details.Fact("Told by", "local_ollama")),
                        List.of(new Details.Fact("Its own options", "stop \"x\"\nnum_ctx 4096"))));
        library.search("qwen");
        assertThat(library.state().chosen()).as("its row is not seen").isEmpty();
        assertThat(library.state().details()).isEqualTo(new Details.None());
        library.search("nothing like it");
        assertThat(library.state().emptyTitle()).isEqualTo("No model has these words");
    }

    @Test
    void withoutADaemonTheOldListStays() throws Exception {
        daemon(PlayedState.away(PlayedState.of(PlayedState.ollama("llama3.2", "qwen3:4b"))));
        assertThat(library.state().obstacle()).isEqualTo("The daemon is not running.");
        assertThat(library.state().targets()).isEmpty();
        assertThat(names()).hasSize(2);
        models.haveNot("The daemon did not answer.");
        library.refresh();
        assertThat(screen.until(() -> library.state().problem().equals("The daemon did not answer.")))
                .isTrue();
    }
}
