package online.cloudtolocalllm.broker.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import online.cloudtolocalllm.broker.journal.AttemptRecord.Result;
import online.cloudtolocalllm.broker.route.PathKind;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeptRequestTest {

    private static final ConnectionId BOX = new ConnectionId("box");
    private static final ConnectionId CLOUD = new ConnectionId("cloud_proxy");
    private static final Duration TOOK = Duration.ofNanos(1_234_567_890_123L);

    static Stream<RequestRecord> records() {
        AttemptRecord passed = new AttemptRecord(BOX, Result.PASSED_ON, 200, "", TOOK);
        AttemptRecord dead = new AttemptRecord(CLOUD, Result.NOT_SENT, 0, "nothing listens there", Duration.ZERO);
        Tokens tokens = new Tokens(OptionalLong.of(0), OptionalLong.of(7), true, OptionalDouble.of(0.5));
        return Stream.of(
                record(List.of(passed), Optional.of(BOX), tokens, Optional.of(TOOK)),
                record(List.of(dead, passed), Optional.of(BOX), tokens, Optional.of(Duration.ZERO)),
                record(List.of(passed), Optional.of(CLOUD), Tokens.UNKNOWN, Optional.empty()),
                record(List.of(passed), Optional.empty(), Tokens.UNKNOWN, Optional.empty()),
                record(List.of(dead), Optional.of(CLOUD), Tokens.UNKNOWN, Optional.empty()),
                record(List.of(), Optional.of(BOX), Tokens.UNKNOWN, Optional.empty()),
                record(List.of(), Optional.empty(), Tokens.UNKNOWN, Optional.empty()));
    }

    private static RequestRecord record(
            List<AttemptRecord> attempts, Optional<ConnectionId> by, Tokens tokens, Optional<Duration> firstToken) {
        return new RequestRecord(
                "r-1",
                RequestRecord.State.DONE,
                Instant.parse("2026-11-22T09:30:00.123456789Z"),
                "POST",
                "/api/chat",
                PathKind.INFERENCE,
                "tiny",
                by.map(ConnectionId::name),
                new String(new char[] {'c', 'u', 'r', 'l'}),
                attempts,
                by,
                by.isPresent() ? 200 : 0,
                by.map(served -> TOOK),
                firstToken,
                TOOK,
                tokens,
                3,
                4_000_000_000L,
                by.map(served -> Trace.End.WHOLE),
                "why");
    }

    @ParameterizedTest
    @MethodSource("records")
    void whatIsKeptIsWhatWasTold(RequestRecord record) {
        assertThat(new KeptRequest(record, UnaryOperator.identity(), 0).record())
                .isEqualTo(record);
    }

    @Test
    void theRingKeepsTheNewestAndSharesTheirWords() {
        RequestRing ring = new RequestRing(3);
        List<RequestRecord> all = records().toList();
        all.forEach(ring::add);

        List<RequestRecord> kept = ring.since(0).records();
        assertThat(kept)
                .containsExactlyElementsOf(
                        all.subList(all.size() - 3, all.size()).reversed());
        assertThat(kept.getFirst().client()).isSameAs(kept.getLast().client());
        assertThat(ring.since(all.size() - 1)).isEqualTo(new Listing(List.of(all.getLast()), all.size()));
        assertThat(ring.since(all.size()).records()).isEmpty();
        assertThat(ring.since(all.size() + 1).records())
                .as("asked by somebody who knew another run")
                .isEqualTo(kept);
    }
}
