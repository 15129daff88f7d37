package online.cloudtolocalllm.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpeedTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void itIsKnownAfterHalfASecondAndForgetsWhatIsLongAgo() {
        Speed speed = new Speed();
        assertThat(speed.at(0, 0)).isEmpty();
        assertThat(speed.at(SECOND / 4, 100)).isEmpty();
        assertThat(speed.at(SECOND, 1_000)).hasValue(1_000);
        for (int i = 2; i <= 30; i++) {
            speed.at(i * SECOND, 1_000 + (i - 1) * 10L);
        }
        assertThat(speed.at(31 * SECOND, 1_300).orElseThrow()).isBetween(9.9, 10.1);
    }

    @Test
    void whatFallsBackBeginsAnew() {
        Speed speed = new Speed();
        speed.at(0, 5_000);
        assertThat(speed.at(SECOND, 100)).isEmpty();
        assertThat(speed.at(2 * SECOND, 300)).hasValue(200);
    }
}
