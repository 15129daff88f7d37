package online.cloudtolocalllm.cli.pull;

import static org.assertj.core.api.Assertions.assertThat;

import online.cloudtolocalllm.client.model.PullProgress;
import online.cloudtolocalllm.protocol.json.JsonObject;
import org.junit.jupiter.api.Test;

class PullLinesTest {

    private static final long TENTH = 100_000_000L;
    private static final long MB = 1_000_000L;

    @Test
    void aTerminalHasOneLineALayerThatIsDrawnOver() {
        PullLines lines = new PullLines(true, () -> 80, "");
        assertThat(lines.take(step("pulling manifest"), 0)).isEqualTo("\rpulling manifest\u001b[K");
        assertThat(lines.take(step("pulling manifest"), 1)).isEmpty();
        assertThat(lines.take(layer("a", 0), TENTH)).startsWith("\rpulling a    0 % ▕");
        assertThat(lines.take(layer("a", 10), TENTH + 1)).isEmpty();
        assertThat(lines.take(layer("a", 50), 2 * TENTH))
                .startsWith("\rpulling a   50 % ")
                .endsWith("\u001b[K");
        assertThat(lines.take(layer("a", 100), 2 * TENTH + 1)).startsWith("\rpulling a  100 % ");
        assertThat(lines.take(layer("a", 100), 9 * TENTH)).isEmpty();
        assertThat(lines.take(layer("b", 0), 9 * TENTH)).startsWith("\n\rpulling b    0 % ");
        assertThat(lines.take(step("success"), 9 * TENTH)).isEqualTo("\n\rsuccess\u001b[K");
        assertThat(lines.end()).isEqualTo("\r\u001b[K");
        assertThat(lines.end()).isEmpty();
    }

    @Test
    void aLayerThatIsBrokenOffStaysToBeSeen() {
        PullLines lines = new PullLines(true, () -> 80, "");
        lines.take(layer("a", 40), 0);
        assertThat(lines.end()).isEqualTo("\n");
    }

    @Test
    void anythingElseHasALineEachTenPerCent() {
        PullLines lines = new PullLines(false, () -> 80, "(through x)");
        StringBuilder out = new StringBuilder(lines.take(step("pulling manifest"), 0));
        for (int done = 0; done <= 100; done++) {
            out.append(lines.take(layer("a", done), done));
        }
        out.append(lines.take(step("evil\u001b[2J"), 200)).append(lines.end());
        assertThat(out.toString().lines())
                .hasSize(13)
                .startsWith("pulling manifest", "pulling a  0 % of 100 MB", "pulling a  10 % of 100 MB")
                .endsWith("pulling a  100 % of 100 MB", "evil\uFFFD[2J");
    }

    private static PullProgress step(String status) {
        return PullProgress.read(JsonObject.of("status", status));
    }

    private static PullProgress layer(String digest, long megabytes) {
        return PullProgress.read(JsonObject.builder()
                .put("status", "pulling " + digest)
                .put("digest", "sha256:" + digest)
                .put("total", 100 * MB)
                .put("completed", megabytes == 0 ? null : megabytes * MB)
                .build());
    }
}
