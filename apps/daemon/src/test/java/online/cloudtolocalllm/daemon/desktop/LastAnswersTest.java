package online.cloudtolocalllm.daemon.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import online.cloudtolocalllm.broker.journal.RequestRecord;
import online.cloudtolocalllm.broker.journal.Tokens;
import online.cloudtolocalllm.broker.journal.Trace;
import online.cloudtolocalllm.broker.route.PathKind;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.tray.LastAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which requests are answers of a model. */
class LastAnswersTest {

    private static final Instant STARTED = Instant.parse("2026-11-22T12:00:00Z");
    private static final ConnectionId LOCAL = new ConnectionId("local_ollama");

    private final AtomicInteger changes = new AtomicInteger();
    private final LastAnswers answers = new LastAnswers();

    private static RequestRecord request(PathKind kind, Optional<ConnectionId> servedBy, int status) {
        return request(kind, servedBy, status, Trace.End.WHOLE);
    }

    private static RequestRecord request(PathKind kind, Optional<ConnectionId> servedBy, int status, Trace.End end) {
        return new RequestRecord(
                "r-1",
                RequestRecord.State.DONE,
                STARTED,
                "POST",
                "/api/chat",
                kind,
                "llama3.2",
                Optional.empty(),
                "",
                List.of(),
                servedBy,
                status,
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(2),
                new Tokens(OptionalLong.empty(), OptionalLong.of(76), false, OptionalDouble.of(38)),
                0,
                0,
                Optional.of(end),
                "");
    }

    @Test
    void anAnswerIsRemembered() {
        answers.whenChanged(changes::incrementAndGet);
        assertThat(answers.last()).isEmpty();
        answers.accept(request(PathKind.INFERENCE, Optional.of(LOCAL), 200));
        assertThat(answers.last())
                .contains(new LastAnswer(
                        STARTED.plusSeconds(2), LOCAL, "llama3.2", OptionalDouble.of(38), LastAnswer.End.WHOLE));
        assertThat(changes).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({"WHOLE, WHOLE", "CUT, BROKE_OFF", "CLIENT_LEFT, STOPPED"})
    void howItEndedIsRemembered(Trace.End end, LastAnswer.End remembered) {
        answers.accept(request(PathKind.INFERENCE, Optional.of(LOCAL), 200, end));
        assertThat(answers.last()).map(LastAnswer::end).contains(remembered);
    }

    @Test
    void nothingElseIs() {
        answers.whenChanged(changes::incrementAndGet);
        answers.accept(request(PathKind.READ, Optional.of(LOCAL), 200));
        answers.accept(request(PathKind.INFERENCE, Optional.empty(), 503));
        answers.accept(request(PathKind.INFERENCE, Optional.of(LOCAL), 404));
        assertThat(answers.last()).isEmpty();
        assertThat(changes).hasValue(0);
    }
}
