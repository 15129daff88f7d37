package online.cloudtolocalllm.chat.model.library.pull;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import online.cloudtolocalllm.client.model.PullProgress;
import online.cloudtolocalllm.protocol.json.JsonObject;
import org.junit.jupiter.api.Test;

class PullTallyTest {

    private static final long SECOND = 1_000_000_000L;

    private final PullTally tally = new PullTally(Pull.asked(1, "llama3.2:latest", "local_ollama"));

    private static PullProgress layer(String digest, long completed, long total) {
        return new PullProgress(
                "pulling " + digest, digest, OptionalLong.of(completed), OptionalLong.of(total), JsonObject.EMPTY);
    }

    private static PullProgress step(String status) {
        return new PullProgress(status, "", OptionalLong.empty(), OptionalLong.empty(), JsonObject.EMPTY);
    }

    @Test
    void filesAreAddedUpWithSpeedAndTimeLeft() {
        assertThat(tally.now().words()).isEqualTo("waiting for an answer");
        tally.take(step("pulling manifest"), "local_ollama", 0);
        assertThat(tally.now().words()).isEqualTo("pulling manifest");
        assertThat(tally.now().fraction()).isEmpty();
        tally.take(layer("sha256:dde5aa3fc5ffc17176b5", 700_000_000, 2_000_000_000), "local_ollama", SECOND);
        tally.take(layer("sha256:dde5aa3fc5ffc17176b5", 820_000_000, 2_000_000_000), "local_ollama", 3 * SECOND);
        Pull pull = tally.now();
        assertThat(pull.title()).isEqualTo("llama3.2 to local_ollama");
        assertThat(pull.words())
                .as("what was there when it began is not fast")
                .isEqualTo("820 MB of 2 GB · 60 MB/s · 20 s left");
        assertThat(pull.left()).contains(Duration.ofSeconds(20));
        assertThat(pull.layers().getFirst().label()).isEqualTo("dde5aa3fc5ff");
        tally.take(layer("b", 1_000, 1_000), "local_ollama", 3 * SECOND);
        assertThat(tally.now().count()).isEqualTo("1 of 2 files");
        assertThat(tally.now().open()).hasSize(1);
    }

    @Test
    void itsEndIsTold() {
        tally.take(layer("a", 500_000_000, 1_000_000_000), "", 0);
        Pull half = tally.now();
        assertThat(half.ended(Pull.Stage.CANCELLED, "").words())
                .isEqualTo("Cancelled at 500 MB of 1 GB. What came stays; Resume goes on from there.");
        assertThat(half.ended(Pull.Stage.THERE, "").words()).isEqualTo("It is there: 1 GB.");
        assertThat(half.ended(Pull.Stage.CANCELLED, "").resumable()).isTrue();
        assertThat(half.ended(Pull.Stage.THERE, "").resumable()).isFalse();
    }

    @Test
    void aServerThatTellsNonsenseBreaksNothing() {
        for (int at = 0; at < 10_000; at++) {
            tally.take(layer("layer" + at, -5, Long.MAX_VALUE), "x\u202Ey", at * SECOND);
            tally.take(layer("layer" + at, Long.MAX_VALUE, Long.MAX_VALUE), "", at * SECOND);
        }
        tally.take(step("s\u0000\n".repeat(1_000)), "", 0);
        Pull pull = tally.now();
        assertThat(pull.layers()).hasSize(PullTally.MOST_LAYERS);
        assertThat(pull.count()).isEqualTo("10000 of 10000 files");
        assertThat(pull.total()).isPositive();
        assertThat(pull.fraction().orElseThrow()).isEqualTo(1);
        assertThat(pull.connection()).isEqualTo("xy");
        assertThat(pull.words()).hasSizeLessThan(600);
    }

    @Test
    void namesComeFromWhateverWasPasted() {
        assertThat(ModelName.of(" ollama pull qwen3:4b ").name()).isEqualTo("qwen3:4b");
        assertThat(ModelName.of("https://ollama.com/library/llama3.2").name()).isEqualTo("llama3.2");
        assertThat(ModelName.of("https://huggingface.co/a/b-GGUF").name()).isEqualTo("hf.co/a/b-GGUF");
        assertThat(ModelName.of("").problem()).isEmpty();
        for (String bad : new String[] {"two words", "../x", "a\nb", "x".repeat(300), "ü"}) {
            assertThat(ModelName.of(bad).name()).isEmpty();
            assertThat(ModelName.of(bad).problem()).contains("llama3.2 or qwen3:4b");
        }
    }
}
