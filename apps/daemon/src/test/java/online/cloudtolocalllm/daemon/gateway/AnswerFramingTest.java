package online.cloudtolocalllm.daemon.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import online.cloudtolocalllm.testkit.http.Answer;
import online.cloudtolocalllm.testkit.http.Bytes;
import online.cloudtolocalllm.testkit.http.Header;
import online.cloudtolocalllm.testkit.http.RawHttp;
import online.cloudtolocalllm.testkit.upstream.Fault;
import online.cloudtolocalllm.testkit.upstream.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of upstreams that frame them oddly, wrongly or with malice. */
@ExtendWith(NoBufferLeaks.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnswerFramingTest {

    private static final String PATH = "/api/me";
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

    private AttackedGateway gateway;

    @BeforeAll
    void open() throws IOException {
        gateway = new AttackedGateway();
    }

    @AfterAll
    void close() throws IOException {
        gateway.close();
    }

    private static Reply exactly(String answer) {
        return new Reply.Exact(List.of(Bytes.latin1(answer)));
    }

    private Answer ask(String method, String answer) throws IOException {
        gateway.upstream().on(PATH, exactly(answer));
        try (RawHttp client = gateway.connect()) {
            Answer got = client.request(method, PATH, Bytes.NONE).readAnswer();
            if (got.isWhole() && !got.head().closes()) {
                // the connection is where both sides think it is
                assertThat(client.request("GET", "/_broker/health", Bytes.NONE)
                                .readAnswer()
                                .text())
                        .contains("ok");
            }
            gateway.assertUnharmed();
            return got;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 100 Continue\r\n\r\n",
                "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\nX-Early: 1\r\n\r\n",
                "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 100 Continue\r\nX-Early: 1\r\n\r\n"
            })
    void interimAnswersStayWhereTheyAre(String interim) throws IOException {
        gateway.upstream().on(PATH, exactly(interim + OK + "Content-Length: 2\r\n\r\n{}"));
        String all = gateway.everythingAfter("GET " + PATH + " HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        assertThat(all).startsWith("HTTP/1.1 200 OK").endsWith("{}").doesNotContain("HTTP/1.1 1", "X-Early");
    }

    @Test
    void anAnswerInAnotherProtocolIsNone() throws IOException {
        assertThat(ask("GET", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\nxx")
                        .status())
                .isEqualTo(502);
    }

    @ParameterizedTest
    @CsvSource({"GET,204", "GET,304", "HEAD,204", "HEAD,304", "HEAD,200", "HEAD,404"})
    void answersWithoutBodyHaveNoneWhateverTheirFieldsSay(String method, int status) throws IOException {
        for (String framing : List.of("", "Content-Length: 5\r\n", "Transfer-Encoding: chunked\r\n")) {
            for (String body : List.of("", "hello", "5\r\nhello\r\n0\r\n\r\n")) {
                Answer answer =
                        ask(method, "HTTP/1.1 " + status + " What\r\nETag: \"x\"\r\n" + framing + "\r\n" + body);
                assertThat(answer.status()).isEqualTo(status);
                assertThat(answer.body().isEmpty()).isTrue();
                if (status == 204) {
                    assertThat(answer.head().first("Content-Length")).isEmpty();
                    assertThat(answer.head().first("Transfer-Encoding")).isEmpty();
                }
            }
        }
    }

    static Stream<String> broken() {
        return Stream.of(
                OK + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
                OK + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
                OK + "Content-Length: +2\r\n\r\n{}",
                OK + "Content-Length: -2\r\n\r\n{}",
                OK + "Content-Length: 2, 2\r\n\r\n{}",
                OK + "Transfer-Encoding: gzip, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
                OK + "Transfer-Encoding: chunked, identity\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
                OK + "Transfer-Encoding: gzip\r\n\r\n{}",
                OK + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
                "HTTP/1.0 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
                "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\rX-Evil: 1\r\nContent-Length: 2\r\n\r\n{}",
                OK + "X-A: 1\rX-Evil: 1\r\nContent-Length: 2\r\n\r\n{}",
                OK + "X-A: 1\u0000\r\nContent-Length: 2\r\n\r\n{}",
                OK + "X(A): 1\r\nContent-Length: 2\r\n\r\n{}",
                OK + ": 1\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 2000 OK\r\n\r\n",
                "HTTP/1.1 -1 OK\r\n\r\n",
                "HTTP/1.1 99 OK\r\n\r\n",
                "RTSP/1.0 200 OK\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/2.0 200 OK\r\nContent-Length: 2\r\n\r\n{}",
                "ICY 200 OK\r\n\r\n",
                "{}");
    }

    @ParameterizedTest
    @MethodSource("broken")
    void whatIsNotPlainHttpIsNoAnswer(String broken) throws IOException {
        Answer answer = ask("GET", broken);
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.text()).startsWith("{\"error\":\"No connection answered (local_ollama: ");
        assertThat(answer.head().first("X-Evil")).isEmpty();
    }

    @Test
    void aLengthThatIsNotReachedIsToldByTheFraming() throws IOException {
        Answer answer = ask("GET", OK + "Content-Length: 9\r\n\r\n{}");
        assertThat(answer.head().first("Content-Length")).contains("9");
        assertThat(answer.isWhole()).isFalse();
        assertThat(answer.text()).isEqualTo("{}");
    }

    @Test
    void compressedAnswersPassUntouchedAndOnlyIfTheClientAsked() throws IOException {
        Bytes zipped = Bytes.latin1("\u001f\u008b\b\u0000\u0000not really\u0000\u00ff");
        gateway.upstream()
                .on(PATH, new Reply.Whole(200, List.of(new Header("Content-Encoding", "gzip")), zipped), Reply.usual());
        Answer answer = RawHttp.get(gateway.address(), PATH, new Header("Accept-Encoding", "gzip;q=1"));
        assertThat(answer.body()).isEqualTo(zipped);
        assertThat(answer.head().first("Content-Encoding")).contains("gzip");
        RawHttp.get(gateway.address(), PATH);
        assertThat(gateway.upstream().requests(PATH))
                .extracting(request -> request.header("Accept-Encoding").orElse("none"))
                .endsWith("gzip;q=1", "none");
    }

    @Test
    void trailersAndOddNamesOfAnAnswerDoNotBecomeFields() throws IOException {
        Answer answer = ask(
                "GET",
                OK
                        + "X-Served-By: evil\r\n"
                        + "X-Request-Id: evil\r\n"
                        + "Connection: X-Named\r\n"
                        + "X-Named: 1\r\n"
                        + "Trailer: X-Late\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n"
                        + "2\r\n"
                        + "{}\r\n"
                        + "0\r\n"
                        + "X-Late: 1\r\n\r\n");
        assertThat(answer.text()).isEqualTo("{}");
        assertThat(answer.head().all("X-Served-By")).containsExactly("local_ollama");
        assertThat(answer.head().all("X-Request-Id")).singleElement().asString().startsWith("t-");
        assertThat(answer.head().headers())
                .extracting(header -> header.name().toLowerCase(Locale.ROOT))
                .doesNotContain("x-named", "x-late", "trailer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void bytesBehindAnAnswerNeverAnswerTheRequestThatWaits(String method) throws IOException {
        String evil = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil";
        gateway.upstream()
                .on(PATH, new Fault.ExtraBytes(Reply.json("{}"), Bytes.latin1(evil)), Reply.json("{\"n\":2}"));
        try (RawHttp client = gateway.connect()) {
            client.send(gateway.bytes(method + " /api/me HTTP/1.1\r\nHost: {host}\r\n\r\n" + method
                    + " /api/me HTTP/1.1\r\nHost: {host}\r\n\r\n"));
            assertThat(client.readAnswer().head().first("Content-Length")).contains("2");
            assertThat(client.readAnswer().head().first("Content-Length")).contains("7");
        }
        gateway.assertUnharmed();
    }
}
