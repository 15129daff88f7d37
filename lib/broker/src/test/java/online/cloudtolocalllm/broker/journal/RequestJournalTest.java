package online.cloudtolocalllm.broker.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import online.cloudtolocalllm.broker.route.AttemptOutcome;
import online.cloudtolocalllm.testkit.ManualClock;
import org.junit.jupiter.api.Test;

class RequestJournalTest {

    private final Traced traced = new Traced();

    @Test
    void aStreamThatFailedOver() {
        HttpHeaders headers = new DefaultHttpHeaders().add(HttpHeaderNames.USER_AGENT, "curl/8");
        Trace trace = traced.begin("POST", "/v1/chat/completions?key=hidden", headers);
        trace.received(20);
        trace.received(22);
        trace.planned("tiny");
        trace.asked(Traced.LOCAL);
        traced.clock.advance(Duration.ofMillis(30));
        trace.settled(Traced.LOCAL.id(), new AttemptOutcome.NotSent("nothing listens"));
        trace.asked(Traced.CLOUD);
        traced.clock.advance(Duration.ofMillis(70));
        trace.answered(Traced.CLOUD.id(), 200, "text/event-stream");
        Traced.pass(trace, "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":null}}]}\n\n");
        traced.clock.advance(Duration.ofMillis(100));
        Traced.pass(trace, "data: {\"choices\":[{\"delta\":{\"content\":\"secret\"}}]}\n\n");
        traced.clock.advance(Duration.ofMillis(500));
        Traced.pass(trace, "data: {\"choices\":[{\"delta\":{\"content\":\" words\"}}]}\n\n");
        trace.ended(Trace.End.CUT, "the connection was closed");

        RequestRecord record = traced.last();
        assertThat(record.started()).isEqualTo(ManualClock.START);
        assertThat(record.path()).isEqualTo("/v1/chat/completions");
        assertThat(record.model()).isEqualTo("tiny");
        assertThat(record.app()).contains("editor");
        assertThat(record.client()).isEqualTo("curl/8");
        assertThat(record.attempts())
                .containsExactly(
                        new AttemptRecord(
                                Traced.LOCAL.id(),
                                AttemptRecord.Result.NOT_SENT,
                                0,
                                "nothing listens",
                                Duration.ofMillis(30)),
                        new AttemptRecord(
                                Traced.CLOUD.id(), AttemptRecord.Result.PASSED_ON, 200, "", Duration.ofMillis(70)));
        assertThat(record.servedBy()).contains(Traced.CLOUD.id());
        assertThat(record.failedOverFrom()).contains(Traced.LOCAL.id());
        assertThat(record.status()).isEqualTo(200);
        assertThat(record.firstByte()).contains(Duration.ofMillis(100));
        assertThat(record.firstToken()).contains(Duration.ofMillis(200));
        assertThat(record.duration()).isEqualTo(Duration.ofMillis(700));
        assertThat(record.tokens())
                .isEqualTo(new Tokens(OptionalLong.empty(), OptionalLong.of(3), true, OptionalDouble.of(4)));
        assertThat(record.bytesIn()).isEqualTo(42);
        assertThat(record.bytesOut()).isGreaterThan(100);
        assertThat(record.end()).contains(Trace.End.CUT);
        assertThat(record.why()).isEqualTo("the connection was closed");
        assertThat(record.toString()).doesNotContain("secret", "words", "hidden", "key=");
    }

    @Test
    void whoeverWaitsOrRunsIsSeenFirst() {
        traced.chat().ended(Trace.End.REFUSED, "nobody");
        traced.clock.advance(Duration.ofSeconds(1));
        Trace running = traced.chat();
        running.planned("m");
        running.asked(Traced.LOCAL);
        traced.clock.advance(Duration.ofSeconds(1));
        Trace waiting = traced.chat();

        assertThat(traced.journal.since(0).records())
                .extracting(RequestRecord::state)
                .containsExactly(RequestRecord.State.WAITING, RequestRecord.State.RUNNING, RequestRecord.State.DONE);
        assertThat(traced.journal.running().getLast().duration()).isEqualTo(Duration.ofSeconds(1));
        running.ended(Trace.End.CLIENT_LEFT, "");
        waiting.ended(Trace.End.CLIENT_LEFT, "");
        assertThat(traced.journal.running()).isEmpty();
        assertThat(traced.journal.since(0).records()).hasSize(3);
        assertThat(traced.heard.get(1).attempts())
                .extracting(AttemptRecord::result, AttemptRecord::detail)
                .containsExactly(tuple(AttemptRecord.Result.ABANDONED, "the client left"));
    }

    @Test
    void whatWasToldIsNotToldAgainAndWhatRunsIs() {
        traced.chat().ended(Trace.End.WHOLE, "");
        traced.clock.advance(Duration.ofMillis(1));
        Trace stream = traced.chat();
        stream.asked(Traced.LOCAL);
        stream.answered(Traced.LOCAL.id(), 200, "application/x-ndjson");
        Traced.pass(stream, "{\"response\":\"a\"}\n");
        traced.clock.advance(Duration.ofSeconds(1));
        Traced.pass(stream, "{\"response\":\"b\"}\n{\"response\":\"c\"}\n");
        Listing first = traced.journal.since(0);
        assertThat(first.records()).hasSize(2);
        Listing second = traced.journal.since(first.next());
        assertThat(second.records())
                .extracting(RequestRecord::tokens)
                .as("the speed so far")
                .containsExactly(new Tokens(OptionalLong.empty(), OptionalLong.of(3), true, OptionalDouble.of(2)));
        stream.ended(Trace.End.WHOLE, "");
        assertThat(traced.journal.since(second.next()).records())
                .extracting(RequestRecord::end)
                .containsExactly(Optional.of(Trace.End.WHOLE));
    }

    @Test
    void anAnswerThatWasHeldBackIsNotAFailover() {
        Trace trace = traced.chat();
        trace.asked(Traced.LOCAL);
        trace.settled(Traced.LOCAL.id(), new AttemptOutcome.Answered(429, true));
        trace.asked(Traced.CLOUD);
        trace.settled(Traced.CLOUD.id(), new AttemptOutcome.Answered(503, true));
        trace.answered(Traced.LOCAL.id(), 429, "application/json");
        trace.ended(Trace.End.WHOLE, "");
        assertThat(traced.last().attempts()).hasSize(2);
        assertThat(traced.last().failedOverFrom()).isEmpty();
        assertThat(traced.last().servedBy()).contains(Traced.LOCAL.id());
    }

    @Test
    void theLastThousandAreKept() {
        for (int i = 0; i < 2_500; i++) {
            Trace trace = traced.chat();
            trace.planned("m" + i);
            trace.ended(Trace.End.REFUSED, "");
        }
        List<String> models = traced.journal.since(0).records().stream()
                .map(RequestRecord::model)
                .toList();
        assertThat(models)
                .hasSize(RequestJournal.KEPT)
                .startsWith("m2499", "m2498")
                .endsWith("m1501", "m1500");
    }

    @Test
    void hostileTextIsMadePlainAndShort() {
        HttpHeaders headers = DefaultHttpHeadersFactory.headersFactory()
                .withValidation(false)
                .newHeaders()
                .add(HttpHeaderNames.USER_AGENT, "a\u001b[31m" + "x".repeat(5000));
        Trace trace = traced.begin("GET", "/" + "p".repeat(9000), headers);
        trace.planned("evil\nmodel\u2028\u202e" + "y".repeat(9000));
        trace.ended(Trace.End.REFUSED, "z\r\n".repeat(9000));
        RequestRecord record = traced.last();
        assertThat(record.client()).startsWith("a?[31mxx").hasSizeLessThan(100).endsWith("…");
        assertThat(record.path()).hasSizeLessThan(300);
        assertThat(record.model()).startsWith("evil?model??yy").hasSizeLessThan(200);
        assertThat(record.why()).startsWith("z??z??").hasSizeLessThan(600);
        assertThat(record.servedBy()).isEqualTo(Optional.empty());
    }

    @Test
    void plainTextStaysAndHalfACharacterGoes() {
        assertThat(Shown.plain("Grüße 🦙", 20)).isEqualTo("Grüße 🦙");
        assertThat(Shown.plain("ab🦙cd", 4)).isEqualTo("ab…");
        assertThat(Shown.plain("a\ud83e", 9)).isEqualTo("a?");
        assertThat(Shown.plain("\udd99b", 9)).isEqualTo("?b");
    }
}
