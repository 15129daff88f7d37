package online.cloudtolocalllm.chat.model.library.pull;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.BooleanSupplier;
import online.cloudtolocalllm.chat.model.library.Errands;
import online.cloudtolocalllm.chat.model.library.PlayedModels;
import online.cloudtolocalllm.chat.model.library.Screen;
import online.cloudtolocalllm.chat.store.MemoryStore;
import online.cloudtolocalllm.testkit.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UnfinishedPullsTest {

    private final MemoryStore store = new MemoryStore();
    private final PlayedModels models = new PlayedModels();
    private final Screen screen = new Screen();
    private final Errands errands = new Errands(screen);
    private Window window = new Window();

    @BeforeEach
    void read() throws InterruptedException {
        assertThat(until(() -> true)).isTrue();
    }

    @AfterEach
    void close() {
        errands.close();
    }

    /** The downloads of one window. */
    private final class Window implements Downloads.Listener {

        final Downloads downloads = new Downloads(models, errands, new ManualClock(), this);
        final UnfinishedPulls unfinished = new UnfinishedPulls(store, Runnable::run, screen, downloads);

        @Override
        public void changed() {
            unfinished.show(downloads.all());
        }

        @Override
        public void there(Pull pull) {
            // The list is asked.
        }

        Pull first() {
            return downloads.all().getFirst();
        }
    }

    private boolean until(BooleanSupplier condition) throws InterruptedException {
        return screen.until(condition);
    }

    /** Another window, behind one that was closed or crashed. */
    private void next(boolean crashed) throws InterruptedException {
        if (!crashed) {
            window.unfinished.end();
            window.downloads.close();
        }
        window = new Window();
        read();
    }

    @Test
    void whatWasUnderWayIsInTheNextWindow() throws Exception {
        window.downloads.start("phi4", "local_ollama");
        window.downloads.start("gemma3", "");
        next(true);
        assertThat(window.downloads.all()).extracting(Pull::model).containsExactly("phi4", "gemma3");
        assertThat(window.downloads.all()).extracting(Pull::wished).containsExactly("local_ollama", "");
        assertThat(window.downloads.all()).allMatch(pull -> pull.stage() == Pull.Stage.INTERRUPTED);
        int before = models.downloads.size();
        window.downloads.resume(window.first().number());
        assertThat(until(() -> models.downloads.size() == before + 1)).isTrue();
        next(false);
        assertThat(window.downloads.all()).extracting(Pull::model).containsExactly("phi4", "gemma3");
    }

    @Test
    void whatIsOverIsForgotten() throws Exception {
        window.downloads.start("phi4", "");
        assertThat(until(() -> models.downloads.size() == 1)).isTrue();
        models.downloads.getFirst().whole();
        assertThat(until(() -> !window.first().running())).isTrue();
        window.downloads.start("gemma3", "");
        window.downloads.cancel(2);
        models.noDownload("There is no such model.");
        window.downloads.start("misspelt", "");
        assertThat(until(() -> window.downloads.all().getLast().stage() == Pull.Stage.FAILED))
                .isTrue();
        next(false);
        assertThat(window.downloads.all()).isEmpty();
    }

    @Test
    void whatBrokeOffIsKeptUntilItIsTakenFromTheList() throws Exception {
        window.downloads.start("phi4", "");
        assertThat(until(() -> models.downloads.size() == 1)).isTrue();
        models.downloads.getFirst().came("pulling", "a", 400, 1_000);
        models.downloads.getFirst().broken("The server went away.");
        assertThat(until(() -> window.first().stage() == Pull.Stage.FAILED)).isTrue();
        next(false);
        assertThat(window.downloads.all()).hasSize(1);
        window.downloads.dismiss(window.first().number());
        next(true);
        assertThat(window.downloads.all()).isEmpty();
    }

    @Test
    void whatIsBegunBeforeTheOthersAreKnownReplacesNothing() throws Exception {
        window.downloads.start("phi4", "");
        next(true);
        window = new Window();
        window.downloads.start("gemma3", "");
        next(false);
        assertThat(window.downloads.all()).extracting(Pull::model).containsExactly("phi4");
        window = new Window();
        window.downloads.start("gemma3", "");
        read();
        next(true);
        assertThat(window.downloads.all()).extracting(Pull::model).containsExactlyInAnyOrder("phi4", "gemma3");
    }

    @Test
    void namesThatAreNoneAreLeftOut() throws Exception {
        for (String odd : List.of("[half", "{}", "[{\"model\":\"rm -rf\"},{\"to\":\"x\"},7]")) {
            store.choice(UnfinishedPulls.NAME, odd);
            next(true);
            assertThat(window.downloads.all()).as(odd).isEmpty();
        }
    }
}
