package online.cloudtolocalllm.daemon.gateway;

import static online.cloudtolocalllm.daemon.gateway.AttackedGateway.CHAT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import online.cloudtolocalllm.testkit.http.Answer;
import online.cloudtolocalllm.testkit.http.Bytes;
import online.cloudtolocalllm.testkit.http.Head;
import online.cloudtolocalllm.testkit.http.Header;
import online.cloudtolocalllm.testkit.http.RawHttp;
import online.cloudtolocalllm.testkit.upstream.SeenRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that look odd and are right: they reach the upstream in one plain form. */
@ExtendWith(NoBufferLeaks.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestVariantsTest {

    private AttackedGateway gateway;

    @BeforeAll
    void open() throws IOException {
        gateway = new AttackedGateway();
    }

    @AfterAll
    void close() throws IOException {
        gateway.close();
    }

    private SeenRequest lastChat() {
        return gateway.upstream().requests("/api/chat").getLast();
    }

    private static String chunked(String before, String sizeSuffix, String trailers) {
        return before + "\r\n\r\n" + Integer.toHexString(CHAT.length()) + sizeSuffix + "\r\n" + CHAT + "\r\n0\r\n"
                + trailers + "\r\n";
    }

    static Stream<String> chats() {
        String start = "POST /api/chat HTTP/1.1\r\n";
        String counted = "Content-Length: " + CHAT.length() + "\r\n\r\n" + CHAT;
        return Stream.of(
                start + "Host: {host}\r\n" + counted,
                "\r\n" + start + "Host: {host}\r\n" + counted,
                "POST http://{host}/api/chat HTTP/1.1\r\nHost: {host}\r\n" + counted,
                start + "hOsT:{host}\t \r\nCONTENT-LENGTH:\t00000" + CHAT.length() + " \r\n\r\n" + CHAT,
                start + "Host: LOCALHOST\r\nX-Title: caf\u00e9\r\n" + counted,
                start + "Host: [::1]\r\nUpgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: x\r\n"
                        + counted,
                "POST /api/chat HTTP/1.0\r\nConnection: keep-alive\r\n" + counted,
                chunked(start + "Host: {host}\r\nTransfer-Encoding: chunked", "", ""),
                chunked(start + "Host: {host}\r\nTransfer-Encoding: Chunked", ";a=b;c=\"d\"", ""),
                chunked(start + "Host: {host}\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum", "", "X-Sum: 1\r\n"),
                chunked(start + "Host: {host}\r\nTransfer-Encoding: chunked", "", "X-Connection: nope\r\nHost: x\r\n"),
                start + "Host: {host}\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + CHAT.chars()
                                .mapToObj(c -> "1\r\n" + (char) c + "\r\n")
                                .collect(java.util.stream.Collectors.joining())
                        + "0\r\n\r\n");
    }

    @ParameterizedTest
    @MethodSource("chats")
    void reachTheUpstreamInOnePlainForm(String request) throws IOException {
        try (RawHttp client = gateway.connect()) {
            Answer answer = client.send(gateway.bytes(request)).readAnswer();
            assertThat(answer.status()).isEqualTo(200);
        }
        assertThat(lastChat().body().utf8()).isEqualTo(CHAT);
        Head head = lastChat().head();
        assertThat(head.firstLine()).isEqualTo("POST /api/chat HTTP/1.1");
        assertThat(head.all("Host"))
                .containsExactly(gateway.upstream().address().toString());
        assertThat(head.all("Content-Length")).containsExactly(String.valueOf(CHAT.length()));
        assertThat(head.headers())
                .extracting(Header::name)
                .doesNotContain("Transfer-Encoding", "Trailer", "X-Sum", "X-Connection", "Upgrade", "HTTP2-Settings");
        gateway.assertUnharmed();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void sentByteAfterByteTheyMeanTheSame(boolean chunked) throws IOException {
        String counted =
                "POST /api/chat HTTP/1.1\r\nHost: {host}\r\nContent-Length: " + CHAT.length() + "\r\n\r\n" + CHAT;
        String inChunks =
                chunked("POST /api/chat HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked", ";x", "X-A: 1\r\n");
        try (RawHttp client = gateway.connect()) {
            for (Bytes one : gateway.bytes(chunked ? inChunks : counted).inPiecesOf(1)) {
                client.send(one);
            }
            assertThat(client.readAnswer().text()).contains("\"done\":true");
        }
        assertThat(lastChat().body().utf8()).isEqualTo(CHAT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "x\ty", "\u00e9"})
    void aRequestIdThatIsNotPlainIsReplaced(String id) throws IOException {
        String answer = gateway.everythingAfter(
                "GET /api/ps HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nX-Request-Id: " + id + "\r\n\r\n");
        assertThat(answer).containsPattern("(?i)x-request-id: t-[0-9]+\r\n");
    }

    @Test
    void whatANameInTheBodySaysCannotWriteFieldsOfTheAnswer() throws IOException {
        String model = "tiny\\r\\nX-Evil: 1\\r\\n\\r\\nHTTP/1.1 200 OK";
        Answer answer = RawHttp.post(
                gateway.address(),
                "/api/chat",
                "{\"model\":\"" + model + "\"}",
                new Header("X-Request-Id", "plain-1"),
                new Header("X-Connection", "local_ollama"));
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.head().first("X-Model")).contains("tinyX-Evil:1HTTP/1.1200OK");
        assertThat(answer.head().first("X-Request-Id")).contains("plain-1");
        assertThat(answer.head().first("X-Evil")).isEmpty();
    }

    @Test
    void anUnknownPinIsQuotedInTheErrorAndNowhereElse() throws IOException {
        Answer answer = RawHttp.get(gateway.address(), "/api/ps", new Header("X-Connection", "nope\"}"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.isWhole()).isTrue();
        gateway.assertUnharmed();
    }
}
