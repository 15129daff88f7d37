package online.cloudtolocalllm.broker.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import online.cloudtolocalllm.broker.route.PathKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerEndTest {

    private static final String NDJSON = "application/x-ndjson";
    private static final String JSONL = "application/jsonl; charset=utf-8";
    private static final String EVENTS = "text/event-stream; charset=utf-8";
    private static final String JSON = "application/json; charset=utf-8";

    private static boolean whole(String type, String coding, boolean chunked, byte[] body, int piece) {
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        head.headers().set("Content-Type", type);
        if (!coding.isEmpty()) {
            head.headers().set("Content-Encoding", coding);
        }
        if (chunked) {
            head.headers().set("Transfer-Encoding", "chunked");
        }
        AnswerEnd end = AnswerEnd.of(head, PathKind.OTHER, false);
        for (int at = 0; at < body.length; at += piece) {
            ByteBuf bytes = Unpooled.wrappedBuffer(body, at, Math.min(piece, body.length - at));
            end.watch(bytes);
            assertThat(bytes.readableBytes()).isEqualTo(Math.min(piece, body.length - at));
        }
        boolean whole = end.isWhole();
        end.close();
        end.close();
        return whole;
    }

    private static boolean unframed(String type, String body) {
        return whole(type, "", false, body.getBytes(UTF_8), 7);
    }

    private static boolean chunked(String type, String body) {
        return whole(type, "", true, body.getBytes(UTF_8), 7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"n\":1}\n{\"done\":true}\n",
                "{\"n\":1}\r\n{\"done\" : true}\r\n\r\n",
                "{\"done\": true}",
                "{\"message\":{\"content\":\"x\"},\"done\":true,\"context\":[1,2,3]}\n",
                "{\"status\":\"pulling\"}\n{\"status\":\"success\"}\n",
                "{\"n\":1}\n{\"error\":\"it broke\"}\n",
                "{\"error\":{\"message\":\"it broke\"}}\n",
            })
    void documentsThatEndWithTheirLastWord(String body) {
        assertThat(unframed(NDJSON, body)).isTrue();
        assertThat(chunked(NDJSON, body)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"n\":1,\"done\":false}\n",
                "{\"done\":false}\n{\"done\":tr",
                "{\"done\":false}\n{\"message\":{\"content\":\"\\\"done\\\":true\"},\"done\":false}\n",
                "{\"message\":{\"tool_calls\":[{\"arguments\":{\"error\":\"none\",\"done\":true}}]},\"done\":false}\n",
                "{\"message\":{\"content\":\"the \\\"error\\\": was",
                "{\"done\":true,\"context\":[1,2",
                "{\"message\":{\"error\":\"x\"},\"co",
                "{\"status\":\"pulling\",\"total\":7}\n",
            })
    void documentsThatShowThatMoreShouldHaveCome(String body) {
        assertThat(unframed(NDJSON, body)).isFalse();
        assertThat(chunked(NDJSON, body)).isFalse();
    }

    @Test
    void documentsAreJudgedAlikeByBothTheirNames() {
        assertThat(chunked(JSONL, "{\"done\":false}\n{\"done\":tr")).isFalse();
        assertThat(chunked(JSONL, "{\"done\":false}\n{\"done\":true}\n")).isTrue();
        assertThat(unframed(JSONL, "{\"done\":false}\n")).isFalse();
        assertThat(unframed(JSONL, "{\"done\":true}\n")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "{\"n\":1}\n", "[1]\n", "text\n"})
    void documentsThatSayNothingAreJudgedByTheirFraming(String body) {
        assertThat(unframed(NDJSON, body)).isFalse();
        assertThat(chunked(NDJSON, body)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: {\"choices\":[]}\n\ndata: [DONE]\n\n",
                "data:[DONE]\n\n",
                "data: [DONE]",
                "data: {\"a\":1}\r\n\r\ndata: [DONE]\r\n\r\n: ping\r\n\r\n",
                "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n",
                "event: message_stop\ndata: {\"type\": \"message_stop\" }\nid: 7\n\n",
                "event: response.completed\ndata: {\"type\":\"response.completed\",\"response\":{\"error\":null}}\n\n",
                "event: response.failed\ndata: {\"type\":\"response.failed\"}\n\n",
                "event: response.incomplete\ndata: {\"type\":\"response.incomplete\"}\n\n",
                "event: response.cancelled\ndata: {\"type\":\"response.cancelled\"}\n\n",
                "event: error\ndata: {\"type\":\"error\",\"error\":{\"message\":\"overloaded\"}}\n\n",
                "data: {\"error\":{\"message\":\"it broke\"}}\n\n",
                "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n",
                "data: {\"choices\":[{\"finish_reason\":\"stop\"}]}\n\ndata: {\"choices\":[],\"usage\":{\"n\":1}}\n\n",
            })
    void eventsThatEndWithTheirLastWord(String body) {
        assertThat(unframed(EVENTS, body)).isTrue();
        assertThat(chunked(EVENTS, body)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: {\"choices\":[{\"delta\":{\"content\":\"[DONE]\"},\"finish_reason\":null}]}\n\n",
                "data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}]}\n\n",
                "data: {\"choices\":[{\"delta\":{\"content\":\"x\"},\"finish_reason\":\"\"}]}\n\n",
                "data: {\"choices\":[{\"delta\":{\"content\":\"\\\"finish_reason\\\":\\\"stop\\\"",
                "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}",
                "data: [DON",
                "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"delta\":{\"error\":\"x\"}}\n\n",
                "event: response.output_text.delta\ndata: {\"type\":\"response.output_text.delta\"}\n\n",
                "data: {\"type\":\"message_delta\"}\n\n: ping\n\n",
                "event: message_stop\ndata: {\"type\":\"mess",
            })
    void eventsThatShowThatMoreShouldHaveCome(String body) {
        assertThat(unframed(EVENTS, body)).isFalse();
        assertThat(chunked(EVENTS, body)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ": ping\n\n", "data: {\"a\":1}\n\n", "data: hello\n\n", "event: x\n\n"})
    void eventsThatSayNothingAreJudgedByTheirFraming(String body) {
        assertThat(unframed(EVENTS, body)).isFalse();
        assertThat(chunked(EVENTS, body)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", " {\"a\":[1,{\"b\":\"}\\\"]\"}]} \n", "[]", "\"text\"", "null", "true", "{}\n{}"})
    void aWholeDocumentIsWhole(String body) {
        assertThat(unframed(JSON, body)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "{", "{\"a\":1", "{\"a\":\"}", "[[]", "\"te", "nul", "12", "{}{", "{\"a\":\"\\\"}"})
    void aCutDocumentIsNeverWhole(String body) {
        assertThat(unframed(JSON, body)).isFalse();
    }

    @Test
    void withoutAnEndOfItsOwnATypeEndsWithItsConnection() {
        assertThat(unframed("text/plain", "so")).isTrue();
        assertThat(unframed("", "so")).isTrue();
    }

    @Test
    void anAnswerWithoutBodyHasNothingToShow() {
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        head.headers().set("Content-Type", JSON);
        assertThat(AnswerEnd.of(head, PathKind.INFERENCE, true).isWhole()).isTrue();
        head.setStatus(HttpResponseStatus.NO_CONTENT);
        assertThat(AnswerEnd.of(head, PathKind.OTHER, false).isWhole()).isTrue();
    }

    @Test
    void aLengthThatWasStatedIsEnough() {
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        head.headers().set("Content-Type", NDJSON).set("Content-Length", "18");
        AnswerEnd end = AnswerEnd.of(head, PathKind.OTHER, false);
        end.watch(Unpooled.copiedBuffer("{\"done\":false}\n", UTF_8));
        assertThat(end.isWhole()).isTrue();
    }

    private static byte[] zipped(String coding, String body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = coding.equals("gzip") ? new GZIPOutputStream(bytes) : new DeflaterOutputStream(bytes)) {
            out.write(body.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate"})
    void aCompressedAnswerIsWholeWhenItsCompressionIsAndItsContent(String coding) throws IOException {
        byte[] good = zipped(coding, "{\"n\":1}\n{\"done\":true}\n");
        byte[] stopped = zipped(coding, "{\"n\":1,\"done\":false}\n");
        byte[] text = zipped(coding, "so it is");
        for (int piece : new int[] {1, 3, 1000}) {
            assertThat(whole(NDJSON, coding, false, good, piece)).isTrue();
            assertThat(whole(NDJSON, coding, false, stopped, piece)).isFalse();
            assertThat(whole("text/plain", coding, false, text, piece)).isTrue();
            assertThat(whole("text/plain", coding, false, new byte[] {9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9}, piece))
                    .isFalse();
            for (int cut = 0; cut < good.length; cut++) {
                assertThat(whole(NDJSON, coding, false, Arrays.copyOf(good, cut), piece))
                        .isFalse();
            }
        }
        assertThat(whole(NDJSON, "br", false, good, 9)).isFalse();
    }

    @Test
    void aGzipHeadMayHaveAllItsParts() throws IOException {
        byte[] plain = zipped("gzip", "{}");
        byte[] more = new byte[plain.length + 4 + 2 + 3 + 2];
        System.arraycopy(plain, 0, more, 0, 10);
        more[3] = 2 | 4 | 8 | 16;
        byte[] parts = {2, 0, 1, 1, 'n', 0, 'c', 'c', 0, 7, 7};
        System.arraycopy(parts, 0, more, 10, parts.length);
        System.arraycopy(plain, 10, more, 10 + parts.length, plain.length - 10);
        for (int piece : new int[] {1, 4, 1000}) {
            assertThat(whole(JSON, "gzip", false, more, piece)).isTrue();
        }
    }

    @Property(tries = 300)
    void anyChunkingOfTheSameBytesGivesTheSame(
            @ForAll @IntRange(min = 0, max = 5) int which,
            @ForAll @IntRange(min = 0, max = 400) int cutAway,
            @ForAll @IntRange(min = 1, max = 60) int piece,
            @ForAll boolean chunkedFraming) {
        String longText = "x\\\"y{}[]é".repeat(1 << (which * 2));
        String body =
                switch (which % 3) {
                    case 0 ->
                        "{\"done\":false}\n{\"response\":\"" + longText + "\",\"done\":true,\"context\":[1,2]}\n\n";
                    case 1 ->
                        "data: {\"choices\":[{\"finish_reason\":null}]}\n\n: c\n\ndata: {\"choices\":[{\"delta\":\""
                                + longText + "\",\"finish_reason\":\"stop\"}]}\r\n\r\nid: 4\n\n";
                    default -> "{\"a\":\"" + longText + "\"}";
                };
        String type = which % 3 == 0 ? NDJSON : which % 3 == 1 ? EVENTS : JSON;
        byte[] bytes = body.getBytes(UTF_8);
        byte[] cut = Arrays.copyOf(bytes, Math.max(0, bytes.length - cutAway));
        assertThat(whole(type, "", chunkedFraming, cut, piece))
                .isEqualTo(whole(type, "", chunkedFraming, cut, Integer.MAX_VALUE / 2));
    }

    @Test
    void aVeryLongLastLineIsJudgedToo() {
        String context = "1,".repeat(40_000) + "1";
        assertThat(unframed(NDJSON, "{\"done\":true,\"context\":[" + context + "]}\n"))
                .isTrue();
        assertThat(unframed(NDJSON, "{\"done\":true,\"context\":[" + context + "]"))
                .isFalse();
        String event = "data: {\"type\":\"response.completed\",\"response\":\"" + "y".repeat(40_000) + "\"}\n\n";
        assertThat(unframed(EVENTS, event)).isTrue();
        assertThat(chunked(EVENTS, event.replace("completed", "created"))).isFalse();
    }
}
