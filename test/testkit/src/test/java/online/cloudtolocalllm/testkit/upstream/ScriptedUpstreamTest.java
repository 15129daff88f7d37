package online.cloudtolocalllm.testkit.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import online.cloudtolocalllm.testkit.Leaks;
import online.cloudtolocalllm.testkit.http.Bytes;
import online.cloudtolocalllm.testkit.http.Piece;
import online.cloudtolocalllm.testkit.http.RawHttp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScriptedUpstreamTest {

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
    void turnsForAnyPathComeFirstThenThoseOfThePathThenWhatAlwaysHolds() throws Exception {
        upstream.always("/x", Reply.text(200, "always"))
                .on("/x", Reply.text(200, "queued"))
                .next(Reply.text(200, "next"));
        assertThat(List.of(get("/x?q=1"), get("/x"), get("/x"), get("/x")))
                .containsExactly("next", "queued", "always", "always");
        assertThat(get("/")).isEqualTo("Ollama is running");
        upstream.behave();
        assertThat(get("/x")).isEqualTo("404 page not found");
    }

    @Test
    void gatesReleaseChunksOneByOne() throws Exception {
        Gate first = new Gate();
        Gate second = new Gate();
        upstream.on("/x", Reply.ndjson(List.of("1", "2")).holdAfter(0, first).holdAfter(1, second));
        try (RawHttp http = RawHttp.connect(upstream.address())) {
            http.request("GET", "/x", Bytes.NONE).readHead();
            first.awaitReached();
            first.open();
            assertThat(http.readPiece()).isEqualTo(new Piece.Content(Bytes.utf8("1\n")));
            second.awaitReached();
            second.open();
            assertThat(http.readPiece()).isEqualTo(new Piece.Content(Bytes.utf8("2\n")));
            assertThat(http.readPiece()).isInstanceOf(Piece.End.class);
        }
    }

    @Test
    void aClientThatLeavesBeforeAGateIsSeen() throws Exception {
        Gate gate = new Gate();
        upstream.on("/x", Reply.ndjson(List.of("1", "2")).holdAfter(1, gate));
        try (RawHttp http = RawHttp.connect(upstream.address())) {
            http.request("GET", "/x", Bytes.NONE).readHead();
            gate.awaitReached();
        }
        assertThat(upstream.awaitClientGone(upstream.awaitRequest("/x"))).isNotEqualTo(Leaving.UPSTREAM);
        gate.open();
        upstream.awaitOpenConnections(0);
    }

    @Test
    void requestsAreAwaitedOnceEach() throws Exception {
        get("/a");
        get("/b");
        get("/a");
        assertThat(upstream.awaitRequest("/a").connection()).isEqualTo(1);
        assertThat(upstream.awaitRequest().path()).isEqualTo("/b");
        assertThat(upstream.awaitRequest("/a").connection()).isEqualTo(3);
        assertThat(upstream.requests()).hasSize(3);
        assertThat(upstream.requests("/a")).hasSize(2);
        assertThat(upstream.connectionCount()).isEqualTo(3);
        upstream.awaitOpenConnections(0);
    }

    @Test
    void chunkedRequestsAreKeptRawAndWithoutFraming() throws Exception {
        String wire = "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n";
        try (RawHttp http = RawHttp.connect(upstream.address())) {
            http.send(wire).readAnswer();
        }
        SeenRequest seen = upstream.awaitRequest("/x");
        assertThat(seen.raw().latin1()).isEqualTo(wire);
        assertThat(seen.body().utf8()).isEqualTo("hi");
        assertThat(seen.header("transfer-encoding")).contains("chunked");
    }

    @Test
    void aRequestThatIsCutIsNotSeen() throws Exception {
        try (RawHttp http = RawHttp.connect(upstream.address())) {
            http.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhi");
            // Before it is accepted none is open, either.
            upstream.awaitOpenConnections(1);
        }
        upstream.awaitOpenConnections(0);
        assertThat(upstream.requests()).isEmpty();
    }

    @Test
    void aScriptThatCannotBeCarriedOutIsTold() throws Exception {
        try (ScriptedUpstream other = ScriptedUpstream.ollama()) {
            other.next(new Fault.CutByFin(Reply.json("{}"), After.chunks(3)));
            try (RawHttp http = RawHttp.connect(other.address())) {
                assertThat(http.request("GET", "/", Bytes.NONE).readUntilClosed())
                        .isEqualTo(Bytes.NONE);
            }
            assertThatThrownBy(other::close)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("the answer has no 3 chunks");
        }
    }

    private String get(String target) throws Exception {
        return RawHttp.get(upstream.address(), target).text();
    }
}
