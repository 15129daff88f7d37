package online.cloudtolocalllm.cli.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import online.cloudtolocalllm.cli.fake.ClosedPort;
import online.cloudtolocalllm.cli.fake.FakeServer;
import online.cloudtolocalllm.protocol.HostPort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpCallTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhelloAND MORE",
                "HTTP/1.1 200 OK\r\n\r\nhello",
                "HTTP/1.0 200\r\n\r\nhello",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length:5\r\n\r\nhello",
                CHUNKED + "5\r\nhello\r\n0\r\n\r\n",
                CHUNKED + "2;ext=1\r\nhe\r\n003\r\nllo\r\n0\r\nTrailer: x\r\n\r\n",
            })
    void wholeBodiesAreRead(String answer) throws Exception {
        String status = answer.startsWith("HTTP/1.0 200\r") ? answer.replace("200\r", "200 \r") : answer;
        assertThat(body(status)).isEqualTo("hello");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhello",
                CHUNKED + "5\r\nhello",
                CHUNKED + "5\r\nhello\r\n",
                CHUNKED + "5\r\nhel",
                CHUNKED + "5\r\nhello\r\n0\r\n",
                CHUNKED,
                "HTTP/1.1 200 OK\r\nContent-Le",
                "HTTP/1.1",
                ""
            })
    void cutAnswersAreNoticed(String answer) {
        assertThatThrownBy(() -> body(answer)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH\r\n",
                "HTTP/1.1 2x0 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
                CHUNKED + "5\r\nhelloXX\r\n0\r\n\r\n",
                CHUNKED + "\r\n",
                CHUNKED + "g\r\n"
            })
    void nonsenseIsRefused(String answer) {
        assertThatThrownBy(() -> body(answer)).isInstanceOf(IOException.class).isNotInstanceOf(EOFException.class);
    }

    @Test
    void endlessHeadsAndBodiesAreRefused() {
        assertThatThrownBy(() -> body("HTTP/1.1 200 OK\r\nX: " + "x".repeat(70_000) + "\r\n\r\n"))
                .hasMessageContaining("longer");
        assertThatThrownBy(() -> body("HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(20_000) + "\r\n"))
                .hasMessageContaining("malformed");
        assertThatThrownBy(() -> body("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(2_000)))
                .hasMessageContaining("larger");
    }

    @Test
    void headersAreFoundInAnyCaseAndTheHostIsTheServersOwn() throws Exception {
        try (FakeServer server =
                new FakeServer(request -> "HTTP/1.1 204 No\r\nx-SERVED-by:  me \r\nContent-Length: 7\r\n\r\n")) {
            try (HttpCall call = HttpCall.send(server.address(), HttpCall.Request.get("/a", LIMIT))) {
                assertThat(call.status()).isEqualTo(204);
                assertThat(call.header("X-Served-By")).contains("me");
                assertThat(call.text(10)).isEmpty();
            }
            assertThat(server.received().getFirst())
                    .startsWith("GET /a HTTP/1.1\r\nHost: " + server.address() + "\r\n")
                    .contains("Connection: close");
        }
    }

    @Test
    void aBodyIsSentOnce() throws Exception {
        String body = "{\"ü\":1}";
        try (FakeServer server = new FakeServer(request -> "")) {
            assertThatThrownBy(() ->
                            HttpCall.send(server.address(), new HttpCall.Request("POST", "/b", body, LIMIT, LIMIT)))
                    .isInstanceOf(EOFException.class);
            assertThat(server.received()).hasSize(1);
            assertThat(server.received().getFirst()).endsWith("Content-Length: 8\r\n\r\n{\"ü\":1}");
        }
    }

    @Test
    void nobodyAndSilenceHaveTheirLimits() throws Exception {
        try (ClosedPort gone = new ClosedPort()) {
            HostPort place = new HostPort("localhost", gone.address().port());
            assertThatThrownBy(() -> HttpCall.send(place, HttpCall.Request.get("/", LIMIT)))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("nothing listens on localhost:");
        }
        CountDownLatch end = new CountDownLatch(1);
        try (FakeServer silent = new FakeServer(request -> {
            try {
                end.await();
                return "";
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        })) {
            HttpCall.Request impatient = new HttpCall.Request("GET", "/", "", LIMIT, Duration.ofMillis(100));
            assertThatThrownBy(() -> HttpCall.send(silent.address(), impatient))
                    .isInstanceOf(SocketTimeoutException.class);
            end.countDown();
        }
    }

    private static String body(String answer) throws IOException {
        try (FakeServer server = new FakeServer(request -> answer);
                HttpCall call = HttpCall.send(server.address(), HttpCall.Request.get("/", LIMIT))) {
            return call.text(1_000);
        }
    }
}
