package online.cloudtolocalllm.chat.model.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import online.cloudtolocalllm.chat.model.ChatState;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.HealthState;
import org.junit.jupiter.api.Test;

class ModelRowsTest {

    private static final ChatState STATE = PlayedState.of(
            PlayedState.connection("gpu_box", ConnectionKind.OLLAMA, HealthState.DOWN, "llama3.2:latest", "big:70b"),
            PlayedState.connection("slow_one", ConnectionKind.OLLAMA, HealthState.SLOW, "LLAMA3.2"),
            PlayedState.connection("api", ConnectionKind.OPENAI, HealthState.UP, "gpt-x"),
            PlayedState.ollama("llama3.2"));

    @Test
    void aModelIsOneRowWhereverItIs() {
        List<ModelRow> rows = ModelRows.of(
                STATE, List.of(PlayedModels.model("llama3.2:latest", 2_019_393_189L, "3.2B", "local_ollama")));
        assertThat(rows).extracting(ModelRow::label).containsExactly("gpt-x", "llama3.2", "big:70b");
        ModelRow llama = rows.get(1);
        assertThat(llama.places()).containsExactly("local_ollama", "slow_one", "gpu_box");
        assertThat(llama.serving()).isEqualTo("local_ollama");
        assertThat(llama.size()).isEqualTo("2 GB");
        assertThat(llama.remark()).isEqualTo("3.2B · Q4_K_M · in memory");
        assertThat(llama.deletable())
                .as("a connection that is down deletes nothing")
                .containsExactly("local_ollama", "slow_one");
        assertThat(rows.get(0).deletable()).as("OpenAI's API deletes no models").isEmpty();
    }

    @Test
    void whatCannotBeAskedStandsLastAndSaysWhy() {
        ModelRow big = ModelRows.of(STATE, List.of()).getLast();
        assertThat(big.serving()).isEmpty();
        assertThat(big.standing()).isEqualTo("gpu_box: down");
        assertThat(big.mark()).isEqualTo("○");
        assertThat(ModelRows.of(PlayedState.away(STATE), List.of()))
                .extracting(ModelRow::standing)
                .containsOnly("no daemon");
        assertThat(ModelRows.of(ChatState.EMPTY, List.of())).isEmpty();
    }

    @Test
    void anotherNameIsARowAndAModelThatWentIsNone() {
        List<ModelRow> rows = ModelRows.of(
                STATE, List.of(PlayedModels.model("fast", 0, ""), PlayedModels.model("gone", 5, "1B", "local_ollama")));
        assertThat(rows).extracting(ModelRow::label).contains("fast").doesNotContain("gone");
        assertThat(rows.getFirst().where()).isEqualTo("another name");
    }

    @Test
    void modelsGoToWhatHoldsModels() {
        assertThat(ModelRows.targets(STATE)).containsExactly("local_ollama", "slow_one");
        assertThat(ModelRows.targets(PlayedState.away(STATE))).isEmpty();
    }

    @Test
    void wordsAreLookedForInNamesKindsAndPlaces() {
        ModelRow row = ModelRows.of(STATE, List.of()).get(1);
        assertThat(row.has(ModelRow.words("  LLAMA slow "))).isTrue();
        assertThat(row.has(ModelRow.words("llama 70b"))).isFalse();
        assertThat(row.has(ModelRow.words(" "))).isTrue();
    }

    @Test
    void namesThatAServerInventsAreHarmless() {
        String evil = "a\u202Eb\u0000\n" + "x".repeat(5_000);
        ModelRow row = ModelRows.of(PlayedState.of(PlayedState.ollama(evil)), List.of())
                .getFirst();
        assertThat(row.label()).startsWith("ab xxx").hasSize(500);
        String[] many = IntStream.range(0, 5_000).mapToObj(at -> "m" + at).toArray(String[]::new);
        assertThat(ModelRows.of(PlayedState.of(PlayedState.ollama(many)), List.of()))
                .hasSize(5_000);
    }
}
