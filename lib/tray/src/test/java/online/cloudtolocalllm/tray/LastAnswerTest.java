package online.cloudtolocalllm.tray;

import static org.assertj.core.api.Assertions.assertThat;

import online.cloudtolocalllm.protocol.status.HealthState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the menu says of the last answer. */
class LastAnswerTest {

    @ParameterizedTest
    @CsvSource({"WHOLE, '24 tokens/s'", "BROKE_OFF, broke off", "STOPPED, stopped by who asked"})
    void howItEnded(LastAnswer.End end, String words) {
        assertThat(Facts.of(Facts.local(HealthState.UP))
                        .answered("box_b", "demo:latest", 24, end)
                        .topLines())
                .contains("Last answer 12:31: demo from box_b, " + words);
    }
}
