package online.cloudtolocalllm.daemon.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.testkit.http.Answer;
import online.cloudtolocalllm.testkit.http.RawHttp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that two readers could understand differently: one refusal, the connection closed, and the upstream sees nothing. */
@ExtendWith(NoBufferLeaks.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MalformedRequestTest {

    private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: {host}\r\n\r\n";

    private AttackedGateway gateway;

    @BeforeAll
    void open() throws IOException {
        gateway = new AttackedGateway();
    }

    @AfterAll
    void close() throws IOException {
        gateway.close();
    }

    static Stream<Attack> framings() {
        return Stream.of(
                Attack.framing("length and chunks", "Content-Length: 5\r\nTransfer-Encoding: chunked"),
                Attack.framing("chunks and length", "Transfer-Encoding: chunked\r\nContent-Length: 5"),
                Attack.framing("two lengths that differ", "Content-Length: 5\r\nContent-Length: 0"),
                Attack.framing("the same length twice", "Content-Length: 5\r\nContent-Length: 5"),
                Attack.framing("the same length twice in one field", "Content-Length: 5, 5"),
                Attack.framing("a length with a plus", "Content-Length: +5"),
                Attack.framing("a negative length", "Content-Length: -1"),
                Attack.framing("a length beyond any number", "Content-Length: 99999999999999999999"),
                Attack.framing("a hexadecimal length", "Content-Length: 0x5"),
                Attack.framing("two numbers in a length", "Content-Length: 5 5"),
                Attack.framing("an empty length", "Content-Length:"),
                Attack.framing("chunked not last", "Transfer-Encoding: chunked, identity"),
                Attack.framing("something before chunked", "Transfer-Encoding: identity, chunked"),
                Attack.framing("a coding that is not decoded", "Transfer-Encoding: gzip, chunked"),
                Attack.framing("chunked twice", "Transfer-Encoding: chunked, chunked"),
                Attack.framing("chunked in two fields", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked"),
                Attack.framing("chunked after another field", "Transfer-Encoding: x\r\nTransfer-Encoding: chunked"),
                Attack.framing("an unknown coding", "Transfer-Encoding: xchunked"),
                Attack.framing("no coding", "Transfer-Encoding:"),
                Attack.framing("identity", "Transfer-Encoding: identity"),
                Attack.framing("chunked in quotes", "Transfer-Encoding: \"chunked\""),
                Attack.framing("a control character before chunked", "Transfer-Encoding: \u000bchunked"),
                Attack.framing("a space before the colon", "Transfer-Encoding : chunked"),
                Attack.framing("a tab before the colon", "Content-Length\t: 5"),
                Attack.framing("a draft of WebSocket", "Sec-WebSocket-Key1: 1\r\nSec-WebSocket-Key2: 2"),
                new Attack(
                        "chunks in HTTP/1.0",
                        400,
                        "POST /api/chat HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                new Attack(
                        "two lengths in HTTP/1.0",
                        400,
                        "POST /api/chat HTTP/1.0\r\nContent-Length: 0\r\nContent-Length: 9\r\n\r\n"));
    }

    static Stream<Attack> fields() {
        return Stream.of(
                Attack.field("a line folded by a space", "X-A: 1\r\n 2"),
                Attack.field("a line folded by a tab", "X-A: 1\r\n\tTransfer-Encoding: chunked"),
                Attack.field("a bare CR", "X-A: 1\rX-B: 2"),
                Attack.field("two CRs", "X-A: 1\r\r\nX-B: 2"),
                Attack.field("a bare LF", "X-A: 1\nX-B: 2"),
                Attack.field("an empty line of a bare LF", "X-A: 1\r\n\nX-B: 2"),
                Attack.field("a NUL in a value", "X-A: 1\u00002"),
                Attack.field("a NUL in a name", "X\u0000A: 1"),
                Attack.field("an escape in a value", "X-A: \u001b[2J"),
                Attack.field("a DEL in a value", "X-A: \u007f"),
                Attack.field("an empty name", ": 1"),
                Attack.field("no colon", "Nothing"),
                Attack.field("a space in a name", "X A: 1"),
                Attack.field("brackets in a name", "X(A): 1"),
                Attack.field("a name that is not ASCII", "X-\u00e9: 1"),
                new Attack("a folded first line", 400, "GET / HTTP/1.1\r\n Host: {host}\r\n\r\n"));
    }

    static Stream<Attack> lines() {
        return Stream.of(
                Attack.line("a method in lower case", 501, "get /api/ps HTTP/1.1"),
                Attack.line("an unknown method", 501, "BREW /api/ps HTTP/1.1"),
                Attack.line("a method that is no word", 400, "G@T /api/ps HTTP/1.1"),
                Attack.line("a tab between the words", 400, "GET\t/api/ps\tHTTP/1.1"),
                Attack.line("two spaces", 400, "GET  /api/ps HTTP/1.1"),
                Attack.line("two spaces before the version", 400, "GET /api/ps  HTTP/1.1"),
                Attack.line("a space at the end", 400, "GET /api/ps HTTP/1.1 "),
                Attack.line("a space at the beginning", 400, " GET /api/ps HTTP/1.1"),
                Attack.line("four words", 400, "GET /api/ps x HTTP/1.1"),
                Attack.line("no version", 400, "GET /api/ps"),
                Attack.line("no target", 400, "GET HTTP/1.1"),
                Attack.line("one word", 400, "GET"),
                Attack.line("two empty lines in front", 400, "\r\n\r\nGET /api/ps HTTP/1.1"),
                Attack.line("a version of the future", 505, "GET /api/ps HTTP/1.2"),
                Attack.line("HTTP/2 without asking", 505, "GET /api/ps HTTP/2.0"),
                new Attack("the beginning of HTTP/2", 505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
                Attack.line("another protocol", 400, "GET /api/ps RTSP/1.0x"),
                Attack.line("the whole address of another host", 400, "GET http://example.com/api/ps HTTP/1.1"),
                Attack.line("another scheme", 400, "GET https://{host}/api/ps HTTP/1.1"),
                Attack.line("a user in the address", 400, "GET http://a@{host}/api/ps HTTP/1.1"),
                Attack.line("CONNECT", 405, "CONNECT {host} HTTP/1.1"),
                Attack.line("TRACE", 405, "TRACE /api/ps HTTP/1.1"),
                Attack.line("a star", 400, "OPTIONS * HTTP/1.1"),
                Attack.line("a relative target", 400, "GET api/ps HTTP/1.1"),
                Attack.line("two slashes", 400, "GET //example.com/api/ps HTTP/1.1"),
                Attack.line("a dot segment", 400, "GET /x/../api/ps HTTP/1.1"),
                Attack.line("a hidden dot segment", 400, "GET /x/%2e%2e/api/ps HTTP/1.1"),
                Attack.line("a backslash", 400, "GET /x\\..\\api/ps HTTP/1.1"),
                Attack.line("a fragment", 400, "GET /api/ps#x HTTP/1.1"),
                Attack.line("a target that is not ASCII", 400, "GET /api/\u00e9 HTTP/1.1"),
                Attack.line("a NUL in the target", 400, "GET /api/\u0000ps HTTP/1.1"),
                new Attack("the first bytes of TLS", 400, "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc"),
                new Attack("a command of another protocol", 400, "{\"type\":\"PING\"}\n"));
    }

    static Stream<Attack> chunks() {
        return Stream.of(
                Attack.chunks("a size that is no number", "zz\r\nabc\r\n0\r\n\r\n"),
                Attack.chunks("a negative size", "-5\r\nabcde\r\n0\r\n\r\n"),
                Attack.chunks("a size with a plus", "+5\r\nabcde\r\n0\r\n\r\n"),
                Attack.chunks("a size with 0x", "0x5\r\nabcde\r\n0\r\n\r\n"),
                Attack.chunks("an empty size", "\r\nabcde\r\n0\r\n\r\n"),
                Attack.chunks("a size beyond any number", "fffffffff\r\nabc"),
                Attack.chunks("no line end after a chunk", "3\r\nabcXX0\r\n\r\n"),
                Attack.chunks("a chunk longer than its size", "3\r\nabcde\r\n0\r\n\r\n"),
                Attack.chunks("a bare LF after a size", "3\nabc\r\n0\r\n\r\n"),
                Attack.chunks("a bare CR in an extension", "3;a\rb\r\nabc\r\n0\r\n\r\n"),
                Attack.chunks("a bare LF in an extension", "3;a\nb\r\nabc\r\n0\r\n\r\n"),
                Attack.chunks("a huge extension", "3;" + "a".repeat(200_000) + "\r\nabc\r\n0\r\n\r\n"),
                Attack.chunks("huge trailers", "0\r\nX-A: " + "a".repeat(200_000) + "\r\n\r\n"),
                Attack.chunks("a space before a trailer's colon", "0\r\nX-A : 1\r\n\r\n"),
                Attack.chunks("a trailer without a colon", "0\r\nNothing\r\n\r\n"));
    }

    @ParameterizedTest
    @MethodSource({"framings", "fields", "lines", "chunks"})
    void isRefusedOnceAndNothingBehindItIsRead(Attack attack) throws IOException {
        String answer = gateway.everythingAfter(attack.request() + SMUGGLED);

        assertThat(answer).startsWith("HTTP/1.1 " + attack.status() + " ").containsOnlyOnce("HTTP/1.1 ");
        assertThat(answer).containsIgnoringCase("connection: close").doesNotContainIgnoringCase("access-control");
        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        assertThat(Json.parseObject(body).text("error"))
                .hasValueSatisfying(error -> assertThat(error).matches(".{15,}\\. [A-Z].{5,}\\."));
        assertThat(gateway.relayed()).isEmpty();
        gateway.assertUnharmed();
    }

    @Test
    void theRefusalHasTheShapeOfThePathEvenIfTheHeadIsBroken() throws IOException {
        String broken = " HTTP/1.1\r\nHost: {host}\r\nX : 1\r\n\r\n";
        assertThat(gateway.everythingAfter("POST /v1/chat/completions" + broken))
                .contains("{\"error\":{\"message\":\"");
        assertThat(gateway.everythingAfter("POST /v1/messages" + broken))
                .contains("{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\"");
    }

    @Test
    void aTlsClientIsToldToSpeakPlainHttp() throws IOException {
        assertThat(gateway.everythingAfter("\u0016\u0003\u0001\u0002\u0000\u0001"))
                .contains("Use http:// instead of https://");
    }

    @Test
    void aRefusalReachesAClientThatIsStillSending() throws IOException {
        try (RawHttp client = gateway.connect()) {
            client.send(gateway.bytes("POST /api/chat HTTP/1.1\r\nHost: {host}\r\nContent-Length: +9\r\n\r\n"));
            for (int i = 0; i < 64; i++) {
                client.send("x".repeat(16 * 1024));
            }
            Answer answer = client.readAnswer();
            assertThat(answer.status()).isEqualTo(400);
        }
        gateway.assertUnharmed();
    }
}
