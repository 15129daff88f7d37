package online.cloudtolocalllm.daemon.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.broker.doctor.Advice;
import online.cloudtolocalllm.broker.doctor.ConnectionReport;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.tray.Notice;
import online.cloudtolocalllm.tray.TrayCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words for what a test found. */
class TestWordsTest {

    private static final ConnectionId BOX = new ConnectionId("gpu_box");

    private static ConnectionReport.Step step(ConnectionReport.Kind kind, boolean ok, String detail) {
        return new ConnectionReport.Step(kind, ok, Duration.ofMillis(20), detail);
    }

    @Test
    void whatWorksIsSaidQuietly() {
        Notice notice = TestWords.of(new ConnectionReport(
                BOX,
                List.of(
                        step(ConnectionReport.Kind.CONNECT, true, "127.0.0.1:11434 took the connection"),
                        step(ConnectionReport.Kind.MODELS, true, "demo:latest, qwen3:8b")),
                Optional.empty()));
        assertThat(notice.title()).isEqualTo("gpu_box works");
        assertThat(notice.text()).isEqualTo("Answered in 40 ms. 2 models: demo, qwen3:8b.");
        assertThat(notice.urgency()).isEqualTo(Notice.Urgency.LOW);
        assertThat(notice.choices()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "demo:latest, 'Answered in 20 ms. 1 model: demo.'",
        "none yet, Answered in 20 ms. It has no models yet.",
        "'a, b, c, d', 'Answered in 20 ms. 4 models: a, b, c, …'"
    })
    void modelsAreCountedAndKeepTheirNames(String detail, String text) {
        Notice notice = TestWords.of(
                new ConnectionReport(BOX, List.of(step(ConnectionReport.Kind.MODELS, true, detail)), Optional.empty()));
        assertThat(notice.text()).isEqualTo(text);
    }

    @Test
    void aNameIsNotCapitalised() {
        Notice notice = TestWords.of(new ConnectionReport(
                BOX,
                List.of(step(ConnectionReport.Kind.ADDRESS, false, "gpu.lan is not known here")),
                Optional.empty()));
        assertThat(notice.title()).isEqualTo("gpu_box cannot be found");
        assertThat(notice.text()).isEqualTo("gpu.lan is not known here.");
    }

    @Test
    void whatFailsIsSaidWithWhatToDo() {
        Notice notice = TestWords.of(new ConnectionReport(
                BOX,
                List.of(
                        step(ConnectionReport.Kind.ADDRESS, true, "it is 192.168.1.20"),
                        step(ConnectionReport.Kind.CONNECT, false, "no route to 192.168.1.20")),
                Optional.of(Advice.of("Is the computer awake, and on the same network?"))));
        assertThat(notice.title()).isEqualTo("gpu_box cannot be reached");
        assertThat(notice.text())
                .isEqualTo("No route to 192.168.1.20. Is the computer awake, and on the same network?");
        assertThat(notice.urgency()).isEqualTo(Notice.Urgency.NORMAL);
        assertThat(notice.choices())
                .extracting(Notice.Choice::command)
                .containsExactly(new TrayCommand.Test(BOX), new TrayCommand.OpenSettings("connections"));
        assertThat(notice.subject()).isEqualTo("test gpu_box");
    }

    @Test
    void aTestWithoutStepsHasWordsToo() {
        Notice notice = TestWords.of(new ConnectionReport(BOX, List.of(), Optional.empty()));
        assertThat(notice.text()).isEqualTo("Answered in 0 ms.");
    }
}
