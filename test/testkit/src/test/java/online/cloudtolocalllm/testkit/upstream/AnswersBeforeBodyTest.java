package online.cloudtolocalllm.testkit.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import online.cloudtolocalllm.testkit.Leaks;
import online.cloudtolocalllm.testkit.http.Bytes;
import online.cloudtolocalllm.testkit.http.RawHttp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnswersBeforeBodyTest {

    private static final Reply.Whole TOO_LARGE = Reply.json(413, "{\"error\":\"too large\"}");
    private static final String HEAD = "POST /api/blobs/x HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n";

    private Leaks leaks;
    private ScriptedUpstream upstream;

    @BeforeEach
    void start() throws Exception {
        leaks = Leaks.baseline();
        upstream = ScriptedUpstream.ollama();
    }

    @AfterEach
    void stop() throws Exception {
        upstream.close();
        leaks.assertNone();
    }

    @Test
    void theAnswerIsThereBeforeTheBodyAndTheBodyIsReadToItsEnd() throws Exception {
        upstream.next(new Fault.AnswersBeforeBody(TOO_LARGE, Upload.DISCARDED));
        try (RawHttp http = RawHttp.connect(upstream.address())) {
            assertThat(http.send(HEAD).readAnswer().status()).isEqualTo(413);
            http.send(Bytes.of(new byte[100_000]));
            assertThat(http.readUntilClosed()).isEqualTo(Bytes.NONE);
        }
        assertThat(upstream.awaitRequest("/api/blobs/x").body()).isEqualTo(Bytes.NONE);
    }

    @Test
    void theConnectionIsResetWithTheBodyUnread() throws Exception {
        upstream.next(new Fault.AnswersBeforeBody(TOO_LARGE, Upload.RESET));
        try (RawHttp http = RawHttp.connect(upstream.address())) {
            assertThat(http.send(HEAD).readAnswer().status()).isEqualTo(413);
            assertThat(http.readUntilClosed()).isEqualTo(Bytes.NONE);
        }
    }

    @Test
    void theBodyIsNeverRead() throws Exception {
        upstream.next(new Fault.AnswersBeforeBody(TOO_LARGE, Upload.IGNORED));
        try (RawHttp http = RawHttp.connect(upstream.address())) {
            assertThat(http.send(HEAD).readAnswer().status()).isEqualTo(413);
            assertThat(upstream.openConnections()).isEqualTo(1);
        }
        upstream.awaitOpenConnections(0);
    }
}
