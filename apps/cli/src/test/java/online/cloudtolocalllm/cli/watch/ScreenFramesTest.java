package online.cloudtolocalllm.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScreenFramesTest {

    @Test
    void aPageIsDrawnOverTheOneBefore() {
        assertThat(ScreenFrames.frame(List.of("one", "two"), 2))
                .isEqualTo("\u001b[Hone\u001b[K\r\ntwo\u001b[K\u001b[J");
        assertThat(ScreenFrames.frame(List.of("one", "two"), 0)).endsWith("two\u001b[K\u001b[J");
    }

    @Test
    void whatHasNoRoomIsCounted() {
        assertThat(ScreenFrames.frame(List.of("1", "2", "3", "4"), 3))
                .isEqualTo("\u001b[H1\u001b[K\r\n2\u001b[K\r\n… and 2 more lines\u001b[K\u001b[J");
        assertThat(ScreenFrames.frame(List.of("1", "2"), 1)).isEqualTo("\u001b[H… and 2 more lines\u001b[K\u001b[J");
    }
}
