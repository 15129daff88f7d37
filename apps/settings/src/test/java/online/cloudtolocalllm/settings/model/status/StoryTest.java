package online.cloudtolocalllm.settings.model.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.FailoverEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoryTest {

    private static final Instant NOW = Requests.START.plusSeconds(60);

    private static Story story(JsonObject request) {
        return Story.of(Requests.request(request), NOW, ZoneOffset.UTC);
    }

    private static List<String> failovers(RequestLog log, FailoverEvent... told) {
        return FailoverLog.of(log, List.of(told), NOW, ZoneOffset.UTC).stream()
                .map(TableLine::text)
                .toList();
    }

    private static FailoverEvent event(long seconds, String from, String to) {
        return new FailoverEvent(
                Requests.START.plusSeconds(seconds), new ConnectionId(from), new ConnectionId(to), "no route", "tiny");
    }

    @Test
    void aStoryHasEachAttemptWithItsReason() {
        assertThat(story(Requests.failedOver("32p9l-3").with("estimated", true)).text())
                .isEqualTo("""
                    llama3.2 for editor
                    It was answered to the end in 2.5 s.
                      ✗ gpu_box could not be asked: nothing listens on 192.168.1.20:11434 (32 ms)
                      ✓ cloud_proxy it answered 200, which was passed on (478 ms)
                    Came: 12:00:00
                    Request: POST /api/chat
                    Model: llama3.2
                    Key: editor
                    Program: curl/8.7.1 (linux)
                    Served by: cloud_proxy
                    Status: 200
                    Answer began: 400 ms
                    First token: 500 ms
                    Tokens: 7 in the question, ≈ 100 in the answer (its pieces were counted)
                    Speed: ≈ 50 tokens/s
                    Bytes: 74 bytes in, 11 KB out
                    Id: 32p9l-3
                    """);
    }

    @ParameterizedTest
    @CsvSource({
        "waiting, running, It waits until a connection has room",
        "running, running, x answers.",
        "done, whole, It was answered to the end in 2.5 s.",
        "done, cut, The answer broke off after 2.5 s. Because of that.",
        "done, refused, Nobody answered. Because of that.",
        "done, client_left, The program that asked left after 2.5 s.",
        "done, of another version, What became of it is not known",
    })
    void itSaysHowItEnded(String state, String outcome, String end) {
        JsonObject request = Requests.stream("a", "x").with("state", state).with("outcome", outcome);
        assertThat(story(request.with("why", "because of that")).end()).startsWith(end);
    }

    @ParameterizedTest
    @CsvSource({
        "refused, it answered 503, 'it answered 503, which another connection might better'",
        "no_answer, it was closed, did not answer: it was closed",
        "timed_out, '', did not answer in time",
        "abandoned, the client left, was not waited for: the client left",
        "of another version, so it was, of another version: so it was",
    })
    void anAttemptSaysWhatCameOfIt(String result, String detail, String words) {
        assertThat(Attempt.read(Requests.attempt("x", result, detail, 1)).words())
                .isEqualTo(words);
    }

    @Test
    void eachStepFromOneConnectionToTheNextIsAFailover() {
        assertThat(failovers(Requests.log(
                        Requests.stream("a", "x"),
                        Requests.failedOver("b"),
                        Requests.after(10, Requests.refused("c")))))
                .containsExactly(
                        "12:00:18\tlocal_ollama\tnobody\tllama3.2\t",
                        "12:00:10\tgpu_box\tlocal_ollama\tllama3.2\tnothing listens there",
                        "12:00:00\tgpu_box\tcloud_proxy\tllama3.2\tnothing listens on 192.168.1.20:11434");
    }

    @Test
    void whatWasToldIsThereOnceAlsoWhenItsRequestIsForgotten() {
        RequestLog log = Requests.log(Requests.failedOver("b"));
        assertThat(failovers(log, event(1, "gpu_box", "cloud_proxy"))).hasSize(1);
        assertThat(failovers(log, event(30, "gpu_box", "cloud_proxy"), event(1, "cloud_proxy", "gpu_box")))
                .startsWith("12:00:30\tgpu_box\tcloud_proxy\ttiny\tno route")
                .hasSize(3);
    }

    @Test
    void totalsAreOfEverythingAndOfEachConnectionAndModel() {
        JsonObject counts = JsonObject.of("requests", 2, "whole", 1)
                .with("failed_attempts", 3)
                .with("prompt_tokens", 4)
                .with("completion_tokens", 5)
                .with("bytes_out", 13_606);
        Totals totals = Totals.read(JsonObject.of("since", "2026-11-20T09:00:00Z", "all", counts)
                .with("connections", JsonObject.of("b", counts, "a", JsonObject.EMPTY))
                .with("models", JsonObject.of("tiny", counts)));
        assertThat(totals.lines().stream().map(TableLine::text))
                .containsExactly(
                        "All\teverything\t2\t1\t3\t9\t13 KB",
                        "Connection\ta\t0\t0\t0\t0\t–",
                        "Connection\tb\t2\t1\t3\t9\t13 KB",
                        "Model\ttiny\t2\t1\t3\t9\t13 KB");
        assertThat(totals.sinceWords(NOW, ZoneOffset.UTC)).isEqualTo("Since Nov 20, also over restarts of the daemon.");
        assertThat(Totals.read(JsonObject.EMPTY).since()).isEqualTo(Optional.empty());
    }
}
