package online.cloudtolocalllm.testkit.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import online.cloudtolocalllm.testkit.Leaks;
import online.cloudtolocalllm.testkit.http.Bytes;
import online.cloudtolocalllm.testkit.http.Piece;
import online.cloudtolocalllm.testkit.http.RawHttp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class DoorTest {

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

    @RepeatedTest(5)
    void goesDownAndComesUpOnTheSamePort() throws Exception {
        assertServes();
        upstream.goDown();
        assertThatThrownBy(() -> RawHttp.get(upstream.address(), "/")).isInstanceOf(ConnectException.class);
        upstream.goDown();
        upstream.comeUp();
        assertServes();
        upstream.comeUp();
        assertServes();
    }

    @Test
    void goingDownCutsOpenStreams() throws Exception {
        Gate gate = new Gate();
        upstream.on("/x", Reply.ndjson(List.of("{}", "{}")).holdAfter(1, gate));
        try (RawHttp http = RawHttp.connect(upstream.address())) {
            http.request("GET", "/x", Bytes.NONE).readHead();
            gate.awaitReached();
            upstream.goDown();
            assertThat(http.readPiece()).isInstanceOf(Piece.Content.class);
            assertThat(http.readPiece()).isInstanceOf(Piece.Cut.class);
        }
    }

    @Test
    void refusingLeavesOpenConnectionsAlone() throws Exception {
        try (RawHttp http = RawHttp.connect(upstream.address())) {
            assertThat(http.request("GET", "/", Bytes.NONE).readAnswer().isWhole())
                    .isTrue();
            upstream.door(Door.REFUSED);
            assertThatThrownBy(() -> RawHttp.get(upstream.address(), "/")).isInstanceOf(ConnectException.class);
            assertThat(http.request("GET", "/", Bytes.NONE).readAnswer().isWhole())
                    .isTrue();
        }
    }

    @Test
    void acceptsAndHangs() throws Exception {
        upstream.door(Door.ACCEPTS_AND_HANGS);
        try (RawHttp http = RawHttp.connect(upstream.address())) {
            http.limit(Duration.ofMillis(200));
            http.request("GET", "/", Bytes.NONE);
            assertThatThrownBy(http::readHead).isInstanceOf(AssertionError.class);
            upstream.awaitOpenConnections(1);
        }
        upstream.comeUp();
        assertServes();
    }

    @Test
    void aBlackHoleDoesNotEvenConnect() throws Exception {
        upstream.door(Door.BLACK_HOLE);
        assertThatThrownBy(() -> RawHttp.connect(upstream.address(), Duration.ofMillis(300), 0))
                .isInstanceOf(SocketTimeoutException.class);
        upstream.comeUp();
        assertServes();
    }

    private void assertServes() throws Exception {
        assertThat(RawHttp.get(upstream.address(), "/").text()).isEqualTo("Ollama is running");
    }
}
