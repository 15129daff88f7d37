package online.cloudtolocalllm.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import online.cloudtolocalllm.testkit.Leaks;
import online.cloudtolocalllm.testkit.upstream.Fault;
import online.cloudtolocalllm.testkit.upstream.Offer;
import online.cloudtolocalllm.testkit.upstream.Reply;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RawHttpTest {

    private Leaks leaks;
    private ScriptedUpstream upstream;

    @BeforeEach
    void start() throws Exception {
        leaks = Leaks.baseline();
        upstream = ScriptedUpstream.ollama(Offer.usual());
    }

    @AfterEach
    void stop() throws Exception {
        upstream.close();
        leaks.assertNone();
    }

    @Test
    void sendsExactlyWhatItIsGiven() throws Exception {
        Bytes request = Bytes.latin1("GET /api/version HTTP/1.1\r\nHost: a\r\nX:   odd\r\n\r\n");
        assertThat(RawHttp.exchange(upstream.address(), request).status()).isEqualTo(200);
        assertThat(upstream.awaitRequest().raw()).isEqualTo(request);
    }

    @Test
    void keepsTheConnectionForTheNextRequest() throws Exception {
        try (RawHttp http = RawHttp.connect(upstream.address())) {
            assertThat(http.request("GET", "/api/version", Bytes.NONE)
                            .readAnswer()
                            .text())
                    .isEqualTo("{\"version\":\"0.17.4\"}");
            assertThat(http.request("HEAD", "/", Bytes.NONE).readAnswer().body())
                    .isEqualTo(Bytes.NONE);
            assertThat(http.request("GET", "/", Bytes.NONE).readAnswer().text()).isEqualTo("Ollama is running");
        }
        assertThat(upstream.connectionCount()).isEqualTo(1);
    }

    @Test
    void readsPipelinedAnswersOneByOne() throws Exception {
        String get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
        try (RawHttp http = RawHttp.connect(upstream.address())) {
            http.send(get + get);
            assertThat(http.readAnswer().isWhole()).isTrue();
            assertThat(http.readAnswer().isWhole()).isTrue();
        }
    }

    @Test
    void passesOverInterimAnswers() throws Exception {
        upstream.next(Reply.json("{}"));
        try (RawHttp http = RawHttp.connect(upstream.address())) {
            http.send("POST /x HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
            assertThat(http.readHead().status()).isEqualTo(100);
            http.send("hi");
            assertThat(http.readAnswer().status()).isEqualTo(200);
        }
        assertThat(upstream.awaitRequest("/x").body().utf8()).isEqualTo("hi");
    }

    @Test
    void saysWhatDidNotCome() throws Exception {
        upstream.next(new Fault.HangsBeforeFirstByte());
        try (RawHttp http = RawHttp.connect(upstream.address())) {
            http.limit(Duration.ofMillis(100));
            http.request("GET", "/", Bytes.NONE);
            assertThatThrownBy(http::readHead)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("no byte for 100 ms while a head was awaited");
        }
    }

    @Test
    void saysThatTheConnectionWasClosed() throws Exception {
        upstream.next(new Reply.Exact(List.of()));
        try (RawHttp http = RawHttp.connect(upstream.address())) {
            http.request("GET", "/", Bytes.NONE);
            assertThatThrownBy(http::readHead)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("closed the connection instead of answering");
        }
    }
}
