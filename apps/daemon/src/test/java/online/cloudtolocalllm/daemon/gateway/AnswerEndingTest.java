package online.cloudtolocalllm.daemon.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import online.cloudtolocalllm.testkit.http.Answer;
import online.cloudtolocalllm.testkit.http.Bytes;
import online.cloudtolocalllm.testkit.http.Header;
import online.cloudtolocalllm.testkit.http.RawHttp;
import online.cloudtolocalllm.testkit.upstream.Part;
import online.cloudtolocalllm.testkit.upstream.Reply;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers whose framing does not tell whether they are whole. */
@ExtendWith(NoBufferLeaks.class)
class AnswerEndingTest {

    private static final String CHAT = "{\"model\":\"tiny\",\"messages\":[]}";
    private static final String NDJSON = "application/x-ndjson";

    private ScriptedUpstream local;

    @BeforeEach
    void open() throws IOException {
        local = ScriptedUpstream.ollama();
    }

    @AfterEach
    void close() throws IOException {
        local.close();
    }

    private Answer ask(String path, Reply reply) throws IOException {
        local.on(path, reply);
        try (GatewayFixture gateway = GatewayFixture.only(local)) {
            return RawHttp.post(gateway.address(), path, CHAT);
        }
    }

    private static Reply untilClosed(String type, Bytes body, Header... more) {
        List<Header> headers = new java.util.ArrayList<>(List.of(more));
        headers.add(new Header("Content-Type", type));
        return new Reply.CloseDelimited(200, headers, body);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "application/x-ndjson | /api/chat            | {\"done\":false}\\n{\"done\": true }\\n         | true",
                "application/x-ndjson | /api/chat            | {\"done\":false}\\n{\"a\":{\"error\":\"x\"      | false",
                "application/x-ndjson | /api/pull            | {\"status\":\"success\"}\\n                     | true",
                "application/json     | /api/chat            | {\"message\":{},\"done\":true}                  | true",
                "application/json     | /api/chat            | {\"message\":{},\"done\":true                   | false",
                "text/event-stream    | /v1/chat/completions | data:[DONE]\\n\\n                              | true",
                "text/event-stream    | /v1/chat/completions | data: {\"choices\":[{\"delta\":{}}]}\\n\\n      | false",
                "text/event-stream    | /v1/responses        | data: {\"type\":\"response.incomplete\"}\\n\\n  | true",
                "text/event-stream    | /v1/messages         | data: {\"type\":\"message_stop\"}\\n\\n         | true",
                "text/event-stream    | /v1/messages         | data: {\"type\":\"message_delta\"}\\n\\n        | false",
                "text/plain           | /api/chat            | as it is                                        | true",
            })
    void whatEndsWithItsConnection(String type, String path, String body, boolean whole) throws IOException {
        Bytes bytes = Bytes.utf8(body.replace("\\n", "\n"));
        Answer answer = ask(path, untilClosed(type, bytes));
        assertThat(answer.isWhole()).isEqualTo(whole);
        assertThat(answer.text()).startsWith(bytes.utf8());
        if (whole) {
            assertThat(answer.body()).isEqualTo(bytes);
        } else if (!type.contains("/json")) {
            assertThat(answer.text()).contains("ended before it was whole");
        }
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, false"})
    void whatIsCompressedAndEndsWithItsConnection(boolean all, boolean whole) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write("{\"done\":true}\n".getBytes(StandardCharsets.UTF_8));
        }
        byte[] bytes = zipped.toByteArray();
        Bytes sent = Bytes.of(all ? bytes : java.util.Arrays.copyOf(bytes, bytes.length - 3));
        Answer answer = ask("/api/chat", untilClosed(NDJSON, sent, new Header("Content-Encoding", "gzip")));
        assertThat(answer.isWhole()).isEqualTo(whole);
    }

    @Test
    void aChunkedStreamThatEndsWellWithoutItsLastLineIsToldAsBroken() throws IOException {
        Answer answer = ask("/api/chat", Reply.ndjson(List.of("{\"done\":false}", "{\"message\":{},\"done\":false}")));
        assertThat(answer.isWhole()).isFalse();
        assertThat(answer.lines()).hasSize(3);
        assertThat(answer.lines().getLast())
                .startsWith("{\"error\":\"local_ollama stopped in the middle of the answer: ")
                .endsWith("ask again.\"}");
    }

    @Test
    void aChunkedEventStreamThatEndsWellWithoutItsLastEventIsToldAsBroken() throws IOException {
        Answer answer = ask(
                "/v1/chat/completions",
                Reply.events(List.of("{\"choices\":[{\"delta\":{\"content\":\"a\"},\"finish_reason\":null}]}")));
        assertThat(answer.isWhole()).isFalse();
        assertThat(answer.text())
                .contains("data: {\"error\":{\"message\":\"local_ollama stopped")
                .doesNotContain("[DONE]");
    }

    @Test
    void aChunkedStreamThatShowsNothingOfTheKindIsPassedAsItIs() throws IOException {
        assertThat(ask("/api/chat", Reply.ndjson(List.of("{\"n\":1}", "{\"n\":2}")))
                        .isWhole())
                .isTrue();
        assertThat(ask("/v1/chat/completions", Reply.events(List.of("{\"n\":1}")))
                        .isWhole())
                .isTrue();
    }

    @Test
    void aPingBehindHalfAnAnswerDoesNotMakeItWhole() throws IOException {
        Answer answer = ask(
                "/v1/messages",
                Reply.events(List.of("{\"type\":\"message_start\",\"message\":{}}", "{\"type\":\"ping\"}")));
        assertThat(answer.isWhole()).isFalse();
        assertThat(answer.text()).contains("event: error", "ended before it was whole");
    }

    @ParameterizedTest
    @CsvSource({"/api/chat, application/x-ndjson, ''", "/v1/chat/completions, text/event-stream, ': PROCESSING'"})
    void aModelThatSaysNothingAtAllHasNotAnswered(String path, String type, String said) throws IOException {
        List<Part> parts = said.isEmpty() ? List.of() : List.of(new Part.Chunk(Bytes.utf8(said + "\n\n")));
        Answer answer = ask(path, new Reply.Streamed(200, List.of(new Header("Content-Type", type)), parts));
        assertThat(answer.isWhole()).isFalse();
        assertThat(answer.text()).contains("ended before it was whole");
    }

    @Test
    void eventsMayEndTheirLinesWithCarriageReturns() throws IOException {
        Bytes body = Bytes.utf8("data: {\"type\":\"message_start\"}\r\rdata: {\"type\":\"message_stop\"}\r\r");
        List<Header> headers = List.of(new Header("Content-Type", "text/event-stream"));
        Answer answer = ask("/v1/messages", new Reply.Streamed(200, headers, List.of(new Part.Chunk(body))));
        assertThat(answer.isWhole()).isTrue();
        assertThat(answer.body()).isEqualTo(body);
    }

    @Test
    void aStreamThatEndsInTheServersOwnErrorIsWhole() throws IOException {
        Answer answer = ask("/api/chat", Reply.ndjson(List.of("{\"done\":false}", "{\"error\":\"out of memory\"}")));
        assertThat(answer.isWhole()).isTrue();
        assertThat(answer.lines()).hasSize(2);
    }
}
