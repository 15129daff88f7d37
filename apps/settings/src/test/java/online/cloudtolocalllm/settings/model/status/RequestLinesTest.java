package online.cloudtolocalllm.settings.model.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.settings.model.status.RequestFilter.Choice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestLinesTest {

    private static final Instant NOW = Requests.START.plusSeconds(60);

    private static final RequestLog ALL = Requests.log(
            Requests.running("run", "local_ollama"),
            Requests.stream("well", "local_ollama"),
            Requests.failedOver("over"),
            Requests.refused("none"),
            Requests.stream("cut", "gpu_box").with("outcome", "cut").with("why", "the connection was closed"),
            Requests.stream("left", "gpu_box").with("outcome", "client_left").with("estimated", true),
            Requests.stream("err", "gpu_box")
                    .with("status", 404)
                    .without("model")
                    .without("app"));

    private static List<TableLine> lines(RequestLog log, RequestFilter filter, Instant now) {
        return RequestLines.of(log, filter, now, ZoneOffset.UTC);
    }

    private static String line(JsonObject request) {
        return lines(Requests.log(request), RequestFilter.ALL, NOW).getFirst().text();
    }

    @Test
    void aLineSaysWhatBecameOfARequest() {
        assertThat(line(Requests.stream("a", "local_ollama")))
                .isEqualTo("12:00:00\teditor\tllama3.2\tlocal_ollama\t1\t500 ms\t50\t● answered in 2.5 s");
        assertThat(line(Requests.refused("a")))
                .isEqualTo("12:00:00\teditor\tllama3.2\t–\t2\t–\t–\t○ refused: no connection answered");
        assertThat(line(Requests.running("a", "x").with("estimated", true))).endsWith("\t≈ 50\t◌ running for 2 s");
        assertThat(line(Requests.running("a", "x").with("state", "waiting"))).endsWith("◌ waiting for 2 s");
        assertThat(line(Requests.stream("a", "x").with("status", 503))).endsWith("○ error 503");
        assertThat(line(Requests.stream("a", "x").without("model").without("app")))
                .as("what a program calls itself, and the path")
                .startsWith("12:00:00\tcurl/8.7.1\tPOST /api/chat\t");
    }

    @Test
    void theDayIsThereWhereItIsAnother() {
        assertThat(lines(ALL, RequestFilter.ALL, NOW.plus(Duration.ofDays(2)))
                        .getFirst()
                        .cells())
                .startsWith("Nov 22 12:00:00");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | ALL | cut err left none over run well",
                "'' | RUNNING | run",
                "'' | ANSWERED | over well",
                "'' | FAILED | cut err none",
                "'' | CLIENT_LEFT | left",
                "'' | FAILED_OVER | none over",
                "LOCAL_ollama | ALL | run well",
                "'  closed   gpu ' | ALL | cut",
                "/api/chat 404 | ALL | err",
                "linux | FAILED | cut err none",
                "nothing like it | ALL | ''",
            })
    void aFilterNarrowsTheList(String words, Choice choice, String ids) {
        assertThat(lines(ALL, RequestFilter.of(words, choice), NOW).stream()
                        .map(line -> ((Request.Key) line.key()).id())
                        .sorted())
                .isEqualTo(ids.isEmpty() ? List.of() : List.of(ids.split(" ")));
    }

    @Test
    void theNewestStandsFirstAndStaysWhereItIsWhenItEnds() {
        RequestLog log = Requests.log(
                Requests.after(2, Requests.running("b", "x")), Requests.after(1, Requests.running("a", "x")));
        assertThat(ids(log)).containsExactly("b", "a");
        RequestLog later = log.with(List.of(
                Requests.request(Requests.after(3, Requests.stream("c", "x"))),
                Requests.request(Requests.after(1, Requests.stream("a", "x"))),
                Requests.request(Requests.after(2, Requests.running("b", "x")))));
        assertThat(ids(later)).containsExactly("c", "b", "a");
        assertThat(later.requests().getLast().outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(ids(later.with(List.of()))).as("what runs is told each time").containsExactly("c", "a");
        assertThat(later.lost().requests().get(1).outcome()).isEqualTo(Outcome.LOST);
    }

    @Test
    void aThousandAreKept() {
        RequestLog log = RequestLog.EMPTY.with(IntStream.range(0, 1_500)
                .mapToObj(i -> Requests.request(Requests.after(i, Requests.stream("r" + i, "x"))))
                .toList());
        assertThat(log.requests()).hasSize(RequestLog.MOST);
        assertThat(log.requests().getFirst().key().id()).isEqualTo("r1499");
    }

    private static List<String> ids(RequestLog log) {
        return log.requests().stream().map(request -> request.key().id()).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}",
                "{\"id\":\"a\",\"started\":\"yesterday\"}",
                "{\"id\":\"a\",\"started\":\"-1000000000-01-01T00:00:00Z\"}",
                "{\"id\":\"a\",\"started\":\"+1000000000-12-31T23:59:59.999999999Z\"}",
                "{\"id\":7,\"started\":null,\"attempts\":\"x\"}",
            })
    void whatHasNoTimeIsNoRequest(String json) throws Exception {
        assertThat(Request.read(Json.parseObject(json))).isEmpty();
    }

    @Test
    void strangeValuesDoNoHarm() throws Exception {
        Request strange = Requests.request(Json.parseObject(
                "{\"id\":\"a\\u202eb\",\"started\":\"2026-11-22T12:00:00Z\",\"outcome\":\"new\",\"status\":-7,\"attempts\":[{},7],\"duration_ms\":-5,\"first_token_ms\":1e300,\"completion_tokens\":9223372036854775807,\"tokens_per_second\":-1,\"served_by\":\"x\\n"
                    + "y\"}"));
        assertThat(strange.key().id()).doesNotContain("\u202e");
        assertThat(strange.outcome()).isEqualTo(Outcome.LOST);
        assertThat(strange.servedBy()).doesNotContain("\n");
        RequestLog log = RequestLog.EMPTY.with(List.of(strange));
        assertThat(lines(log, RequestFilter.ALL, NOW)).hasSize(1);
        assertThat(SpeedChart.of("x y", log, NOW)).isNotNull();
        assertThat(Story.of(strange, NOW, ZoneOffset.UTC).text()).isNotEmpty();
        assertThat(FailoverLog.of(log, List.of(), NOW, ZoneOffset.UTC)).isEmpty();
    }
}
