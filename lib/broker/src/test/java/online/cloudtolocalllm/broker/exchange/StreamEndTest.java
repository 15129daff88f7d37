package online.cloudtolocalllm.broker.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import online.cloudtolocalllm.broker.route.PathKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chunked streams whose last line is not the one that tells whether they are whole. */
class StreamEndTest {

    private static final String NDJSON = "application/x-ndjson";
    private static final String EVENTS = "text/event-stream";
    private static final String START = "data: {\"type\":\"message_start\",\"message\":{}}\n\n";
    private static final String PING = "event: ping\ndata: {\"type\":\"ping\"}\n\n";

    private static boolean whole(int status, String type, PathKind kind, String body, int... sizes) {
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status));
        head.headers().set("Content-Type", type).set("Transfer-Encoding", "chunked");
        AnswerEnd end = AnswerEnd.of(head, kind, false);
        byte[] bytes = body.getBytes(UTF_8);
        int turn = 0;
        for (int at = 0; at < bytes.length; turn++) {
            int size = Math.min(bytes.length - at, sizes[turn % sizes.length]);
            end.watch(Unpooled.wrappedBuffer(bytes, at, size));
            at += size;
        }
        boolean whole = end.isWhole();
        end.close();
        return whole;
    }

    private static boolean whole(String type, String body) {
        return whole(200, type, PathKind.INFERENCE, body, Integer.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                START + PING,
                START + PING + PING + ": comment\n\n",
                START + "data: {\"type\":\"thinking_about_it\"}\n\n",
                START + "data: \n\ndata:\n\n",
                START + PING + "da",
                "data: {\"choices\":[{\"delta\":{}}]}\n\ndata: {\"x_ping\":1}\n\n",
                "data: {\"type\":\"response.created\"}\n\ndata: {\"type\":\"keepalive\"}\n\n",
            })
    void eventsThatSayNothingDoNotHideThatTheStreamHasNoEnd(String body) {
        assertThat(whole(EVENTS, body)).isFalse();
    }

    @Test
    void documentsThatSayNothingDoNotHideThatTheStreamHasNoEnd() {
        assertThat(whole(NDJSON, "{\"done\":false}\n{\"load\":7}\n")).isFalse();
        assertThat(whole(NDJSON, "{\"done\":true}\n{\"load\":7}\n")).isTrue();
    }

    @Test
    void whatIsSentAfterTheEndDoesNotHideIt() {
        assertThat(whole(EVENTS, START + "data: {\"type\":\"message_stop\"}\n\n" + PING + ": bye\n\n"))
                .isTrue();
        assertThat(whole(EVENTS, "data: [DONE]\n\ndata: {\"cost\":1}\n\n")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", ": PROCESSING\n\n: PROCESSING\n\n", "event: x\nid: 7\n\n", "data:\n\n"})
    void aModelThatSaidNothingHasNotAnswered(String body) {
        assertThat(whole(EVENTS, body)).isFalse();
        assertThat(whole(201, EVENTS, PathKind.INFERENCE, body, 3)).isFalse();
        assertThat(whole(200, EVENTS, PathKind.MANAGE, body, 3)).isTrue();
        assertThat(whole(503, EVENTS, PathKind.INFERENCE, body, 3)).isTrue();
        String documents = body.isBlank() ? body : "\r\n";
        assertThat(whole(NDJSON, documents)).isFalse();
        assertThat(whole(200, NDJSON, PathKind.MANAGE, documents, 3)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: {\"a\":1}\n\n",
                "data: hello\n\n",
                "data: {\ndata: \"a\":1\ndata: }\n\n",
                "data: {\"type\":\"speech.audio.delta\"}\n\ndata: {\"type\":\"speech.audio.done\"}\n\n",
            })
    void streamsOfAnUnknownShapeFollowTheirFraming(String body) {
        assertThat(whole(EVENTS, body)).isTrue();
        assertThat(whole(EVENTS, body.replace('\n', '\r'))).isTrue();
        assertThat(whole(NDJSON, body.replace("data: ", ""))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\n", "\r\n"})
    void linesOfEventsEndInAnyOfTheWaysThatTheStandardAllows(String lineEnd) {
        String stopped = "data: {\"choices\":[{\"delta\":{},\"finish_reason\":null}]}\n\n: c\n\n";
        String ended = stopped + "data: [DONE]\n\n";
        assertThat(whole(EVENTS, ended.replace("\n", lineEnd))).isTrue();
        assertThat(whole(EVENTS, stopped.replace("\n", lineEnd))).isFalse();
        String messages = START + "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";
        assertThat(whole(EVENTS, messages.replace("\n", lineEnd))).isTrue();
    }

    @Provide
    Arbitrary<List<String>> lines() {
        return Arbitraries.of(
                        "",
                        ": comment",
                        "event: ping",
                        "id: 7",
                        "data:",
                        "data: hello",
                        "data: {\"type\":\"ping\"}",
                        "data: {\"type\":\"message_start\",\"message\":{}}",
                        "data: {\"type\":\"message_stop\"}",
                        "data: {\"choices\":[{\"finish_reason\":null}]}",
                        "data: {\"choices\":[{\"finish_reason\":\"stop\"}]}",
                        "data: [DONE]",
                        "data: {",
                        "data: }",
                        "data: {\"done\":false}",
                        "data: {\"done\":true}")
                .list()
                .ofMaxSize(9);
    }

    @Property(tries = 1000)
    void anyChunkingGivesTheSameVerdictAndSoDoesAnyLineEnd(
            @ForAll("lines") List<String> lines,
            @ForAll @IntRange(min = 0, max = 30) int cutAway,
            @ForAll @IntRange(min = 1, max = 25) int first,
            @ForAll @IntRange(min = 1, max = 90) int second) {
        String all = lines.stream().map(line -> line + "\n").collect(Collectors.joining());
        String body = all.substring(0, Math.max(0, all.length() - cutAway));
        for (PathKind kind : new PathKind[] {PathKind.INFERENCE, PathKind.MANAGE}) {
            boolean expected = whole(200, EVENTS, kind, body, Integer.MAX_VALUE);
            assertThat(whole(200, EVENTS, kind, body, 1)).isEqualTo(expected);
            assertThat(whole(200, EVENTS, kind, body, first, second)).isEqualTo(expected);
            assertThat(whole(200, EVENTS, kind, body.replace('\n', '\r'), first, second))
                    .isEqualTo(expected);
            assertThat(whole(200, EVENTS, kind, body.replace("\n", "\r\n"), first, second))
                    .isEqualTo(expected);

            String documents = body.replace("data:", "");
            assertThat(whole(200, NDJSON, kind, documents, first, second))
                    .isEqualTo(whole(200, NDJSON, kind, documents, Integer.MAX_VALUE));
        }
    }

    @Property(tries = 1000)
    void theLastLineThatSaysWhereTheStreamStandsDecides(
            @ForAll("lines") List<String> lines, @ForAll @IntRange(min = 1, max = 60) int piece) {
        List<String> closed =
                lines.stream().filter(line -> !line.equals("data: {")).toList();
        String body = closed.stream().map(line -> line + "\n").collect(Collectors.joining());
        boolean expected = closed.stream().anyMatch(line -> line.startsWith("data: "));
        for (String line : closed) {
            if (line.contains("message_stop")
                    || line.contains("\"stop\"")
                    || line.contains("DONE")
                    || line.contains("true")) {
                expected = true;
            } else if (line.contains("message_start") || line.contains("null") || line.contains("false")) {
                expected = false;
            }
        }
        assertThat(whole(200, EVENTS, PathKind.INFERENCE, body, piece)).isEqualTo(expected);
    }
}
