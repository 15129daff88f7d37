package online.cloudtolocalllm.chat.model.picker;

import static org.assertj.core.api.Assertions.assertThat;

import online.cloudtolocalllm.chat.model.ChatState;
import online.cloudtolocalllm.chat.model.library.Catalog;
import online.cloudtolocalllm.chat.model.library.Errands;
import online.cloudtolocalllm.chat.model.library.ModelRow;
import online.cloudtolocalllm.chat.model.library.PlayedModels;
import online.cloudtolocalllm.chat.model.library.PlayedState;
import online.cloudtolocalllm.chat.model.library.Screen;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.HealthState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PickerTest {

    private final Screen screen = new Screen();
    private final Errands errands = new Errands(screen);
    private final PlayedModels models = new PlayedModels();
    private final Catalog catalog = new Catalog(models, errands);
    private final Picker picker = new Picker(models, errands, catalog);

    @AfterEach
    void close() {
        errands.close();
    }

    private void show(ChatState state, String model) {
        catalog.show(state);
        picker.show(state, model);
    }

    private boolean why(String sentence) throws InterruptedException {
        return screen.until(() -> picker.state().why().equals(sentence));
    }

    @Test
    void theModelThatIsAskedSaysWhoWouldServeItAndWhy() throws Exception {
        models.serves("llama3.2", "local_ollama", "has the model; up; priority 10");
        show(PlayedState.of(PlayedState.ollama("llama3.2", "qwen3:4b")), "");
        assertThat(why("local_ollama would serve it: has the model, up, priority 10."))
                .isTrue();
        assertThat(picker.state().model()).as("it is in memory").isEqualTo("llama3.2");
        assertThat(picker.state().mark()).isEqualTo("●");
        long asked = models.asked.stream().filter("best llama3.2"::equals).count();
        show(PlayedState.of(PlayedState.ollama("llama3.2", "qwen3:4b")), "");
        assertThat(models.asked.stream().filter("best llama3.2"::equals).count())
                .as("nothing changed")
                .isEqualTo(asked);
    }

    @Test
    void theDemosPriorityIsNoNumberForPeople() throws Exception {
        models.serves("demo", "demo", "has the model; up; priority 1000000");
        show(PlayedState.of(PlayedState.ollama("demo")), "");
        assertThat(why("demo would serve it: has the model, up, asked after all others."))
                .isTrue();
    }

    @Test
    void aModelThatNobodyHasIsStillTheChosenOne() throws Exception {
        show(PlayedState.of(PlayedState.ollama("llama3.2")), "big:70b");
        assertThat(why("No connection would serve big:70b now.")).isTrue();
        assertThat(picker.state().label()).isEqualTo("big:70b");
        assertThat(picker.state().mark()).isEqualTo("○");
    }

    @Test
    void theListIsSearchedAndARowIsLookedAt() throws Exception {
        models.serves("qwen3:4b", "gpu_box", "has the model; slow");
        show(
                PlayedState.of(
                        PlayedState.ollama("llama3.2"),
                        PlayedState.connection("gpu_box", ConnectionKind.OLLAMA, HealthState.SLOW, "qwen3:4b")),
                "");
        picker.search("GPU 4b");
        assertThat(picker.state().rows()).extracting(ModelRow::label).containsExactly("qwen3:4b");
        picker.look("qwen3:4b");
        assertThat(screen.until(() -> picker.state().looked().equals("gpu_box would serve it: has the model, slow.")))
                .isTrue();
        picker.search("none such");
        assertThat(picker.state().empty()).isEqualTo("No model has these words.");
    }

    @Test
    void withoutADaemonItSaysSo() {
        show(PlayedState.away(PlayedState.of(PlayedState.ollama("llama3.2"))), "");
        assertThat(picker.state().label()).isEqualTo("no daemon");
        assertThat(picker.state().why()).isEqualTo("The daemon is not running.");
        assertThat(models.asked).isEmpty();
    }
}
