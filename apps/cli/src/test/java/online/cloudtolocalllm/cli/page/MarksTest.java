package online.cloudtolocalllm.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.Health;
import online.cloudtolocalllm.protocol.status.HealthState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarksTest {

    @ParameterizedTest
    @CsvSource({"true, false, ●", "true, true, ‖", "false, true, ·", "false, false, ·"})
    void pausedIsNotOff(boolean enabled, boolean paused, String mark) {
        ConnectionStatus connection = new ConnectionStatus(
                new ConnectionId("gpu_box"),
                ConnectionKind.OLLAMA,
                "http://192.168.1.20:11434",
                enabled,
                1,
                new Health(HealthState.UP, Instant.EPOCH, ""),
                Optional.empty(),
                List.of(),
                false,
                Optional.empty(),
                Optional.empty(),
                paused,
                false,
                List.of(),
                List.of());
        assertThat(StatusPage.mark(connection)).isEqualTo(mark);
        assertThat(StatusPage.MARKS).contains(mark);
    }
}
