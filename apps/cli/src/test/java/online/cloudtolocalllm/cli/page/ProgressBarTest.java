package online.cloudtolocalllm.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressBarTest {

    @Test
    void aLineSaysHowFarHowFastAndHowLong() {
        ProgressBar bar = new ProgressBar("pulling dde5aa3fc5ff", 820_000_000, 2_000_000_000, OptionalDouble.of(62e6));
        assertThat(bar.line(79, "(through local_ollama)"))
                .isEqualTo("pulling dde5aa3fc5ff   41 % ▕███▋     ▏ 820 MB/2 GB   62 MB/s   19 s left");
        assertThat(bar.line(130, "(through local_ollama)"))
                .isEqualTo(
                        "pulling dde5aa3fc5ff   41 % ▕████████████▎                 ▏ 820 MB/2 GB   62 MB/s   19 s left"
                                + "         (through local_ollama)");
        assertThat(bar.line(62, "")).isEqualTo("pulling dde5aa3fc5ff   41 % 820 MB/2 GB   62 MB/s   19 s left");
    }

    @Test
    void whatIsNotKnownIsNotSaid() {
        assertThat(new ProgressBar("x", 0, 1_000_000, OptionalDouble.empty()).line(79, ""))
                .endsWith("▏ 0/1 MB")
                .contains("  0 % ");
        assertThat(new ProgressBar("x", 5, 1_000_000_000_000L, OptionalDouble.of(0.5)).line(79, ""))
                .doesNotContain("left");
        assertThat(new ProgressBar("x", 10, 10, OptionalDouble.of(5)).line(79, ""))
                .contains("100 %", "█▏")
                .doesNotContain("/s");
        assertThat(new ProgressBar("x", 5, 0, OptionalDouble.empty()).percent()).isZero();
        assertThat(new ProgressBar("x", 20, 10, OptionalDouble.empty()).percent())
                .isEqualTo(100);
        assertThat(new ProgressBar("x", Long.MAX_VALUE / 2, Long.MAX_VALUE, OptionalDouble.empty()).percent())
                .isEqualTo(50);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 30, 60, 79, 80, 100, 200})
    void noLineIsTooLong(int width) {
        for (long done = 0; done <= 1_000; done += 7) {
            ProgressBar bar = new ProgressBar("a title", done * 1_000_000, 1_000_000_000, OptionalDouble.of(1e5));
            assertThat(bar.line(width, "(somebody)")).hasSizeLessThanOrEqualTo(width);
        }
    }
}
