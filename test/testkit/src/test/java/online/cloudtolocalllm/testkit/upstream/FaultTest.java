package online.cloudtolocalllm.testkit.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import online.cloudtolocalllm.testkit.Leaks;
import online.cloudtolocalllm.testkit.http.Answer;
import online.cloudtolocalllm.testkit.http.Bytes;
import online.cloudtolocalllm.testkit.http.Framing;
import online.cloudtolocalllm.testkit.http.Head;
import online.cloudtolocalllm.testkit.http.Piece;
import online.cloudtolocalllm.testkit.http.RawHttp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultTest {

    private static final String CHAT = "{\"model\":\"tiny\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

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

    private Answer chat(Turn turn) throws IOException {
        upstream.on("/api/chat", turn);
        return RawHttp.post(upstream.address(), "/api/chat", CHAT);
    }

    private static Piece.Break how(Answer answer) {
        return ((Piece.Cut) answer.ending()).how();
    }

    @Test
    void hangsBeforeTheFirstByteUntilTheClientLeaves() throws Exception {
        upstream.on("/api/chat", new Fault.HangsBeforeFirstByte());
        try (RawHttp http = RawHttp.connect(upstream.address())) {
            http.limit(Duration.ofMillis(200));
            http.request("POST", "/api/chat", Bytes.utf8(CHAT));
            assertThatThrownBy(http::readHead).isInstanceOf(AssertionError.class);
        }
        assertThat(upstream.awaitClientGone(upstream.awaitRequest("/api/chat"))).isEqualTo(Leaving.CLIENT_FIN);
    }

    @Test
    void seesAReset() throws Exception {
        upstream.on("/api/chat", new Fault.HangsBeforeFirstByte());
        try (RawHttp http = RawHttp.connect(upstream.address())) {
            http.request("POST", "/api/chat", Bytes.utf8(CHAT));
            SeenRequest seen = upstream.awaitRequest("/api/chat");
            http.reset();
            assertThat(upstream.awaitClientGone(seen)).isEqualTo(Leaving.CLIENT_RESET);
        }
    }

    @Test
    void theFirstByteComesWhenTheGateOpens() throws Exception {
        Gate gate = new Gate();
        upstream.on("/api/chat", new Fault.LateFirstByte(Reply.usual(), gate));
        try (RawHttp http = RawHttp.connect(upstream.address())) {
            http.request("POST", "/api/chat", Bytes.utf8(CHAT));
            gate.awaitReached();
            gate.open();
            assertThat(http.readAnswer().lines()).hasSize(6);
        }
    }

    @Test
    void stallsAfterWholeChunks() throws Exception {
        upstream.on("/api/chat", new Fault.StallsMidStream(Reply.usual(), After.chunks(2)));
        try (RawHttp http = RawHttp.connect(upstream.address())) {
            http.request("POST", "/api/chat", Bytes.utf8(CHAT)).readHead();
            assertThat(http.readPiece()).isInstanceOf(Piece.Content.class);
            assertThat(http.readPiece()).isInstanceOf(Piece.Content.class);
            http.limit(Duration.ofMillis(200));
            assertThatThrownBy(http::readPiece).hasMessageContaining("a piece of the body");
        }
    }

    @Test
    void cutsByFinAfterChunks() throws Exception {
        Answer answer = chat(new Fault.CutByFin(Reply.usual(), After.chunks(3)));
        assertThat(answer.pieces()).hasSize(3);
        assertThat(how(answer)).isEqualTo(Piece.Break.FIN);
    }

    @Test
    void cutsByFinAfterTheHead() throws Exception {
        Answer answer = chat(new Fault.CutByFin(Reply.usual(), After.head()));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.pieces()).isEmpty();
        assertThat(how(answer)).isEqualTo(Piece.Break.FIN);
    }

    @Test
    void cutsByFinAfterBytes() throws Exception {
        upstream.next(new Fault.CutByFin(Reply.usual(), After.bytes(9)));
        try (RawHttp http = RawHttp.connect(upstream.address())) {
            http.request("GET", "/api/tags", Bytes.NONE);
            assertThat(http.readUntilClosed().latin1()).isEqualTo("HTTP/1.1 ");
        }
    }

    @Test
    void cutsByReset() throws Exception {
        Gate gate = new Gate();
        Reply.Streamed answer = Reply.ndjson(List.of("{}", "{}")).holdAfter(1, gate);
        upstream.on("/api/chat", new Fault.CutByReset(answer, After.chunks(2)));
        try (RawHttp http = RawHttp.connect(upstream.address())) {
            http.request("POST", "/api/chat", Bytes.utf8(CHAT)).readHead();
            assertThat(http.readPiece()).isInstanceOf(Piece.Content.class);
            gate.open();
            Answer rest = http.readRest(new Head("HTTP/1.1 200 OK", List.of()));
            assertThat(how(rest)).isEqualTo(Piece.Break.RESET);
        }
    }

    @Test
    void announcesMoreThanItSends() throws Exception {
        Answer answer = chat(new Fault.ShortContentLength(Reply.json("{\"a\":1}"), 10));
        assertThat(answer.head().first("Content-Length")).contains("17");
        assertThat(answer.text()).isEqualTo("{\"a\":1}");
        assertThat(how(answer)).isEqualTo(Piece.Break.FIN);
    }

    @Test
    void sendsABadChunkSize() throws Exception {
        Answer answer = chat(new Fault.BadChunkSize(Reply.usual(), 1));
        assertThat(answer.pieces()).hasSize(1);
        assertThat(how(answer)).isEqualTo(Piece.Break.MALFORMED);
    }

    @Test
    void refusesWithAndWithoutRetryAfter() throws Exception {
        Answer limited = chat(new Fault.Refuses(429, Duration.ofSeconds(7)));
        assertThat(limited.status()).isEqualTo(429);
        assertThat(limited.head().first("Retry-After")).contains("7");
        Answer broken = chat(new Fault.Refuses(500));
        assertThat(broken.status()).isEqualTo(500);
        assertThat(broken.head().first("Retry-After")).isEmpty();
        assertThat(broken.text()).contains("\"error\"");
    }

    @Test
    void sendsAMalformedStatusLine() throws Exception {
        upstream.next(new Fault.MalformedStatusLine("HTTP/1.1 OK two hundred"));
        try (RawHttp http = RawHttp.connect(upstream.address())) {
            http.request("GET", "/", Bytes.NONE);
            assertThat(http.readUntilClosed().latin1()).startsWith("HTTP/1.1 OK two hundred\r\n");
        }
    }

    @Test
    void sendsAnOversizedHead() throws Exception {
        Answer answer = chat(new Fault.OversizedHead(300_000));
        assertThat(answer.head().toBytes().size()).isGreaterThan(300_000);
        assertThat(answer.isWhole()).isTrue();
    }

    @Test
    void sendsManyHeaders() throws Exception {
        assertThat(chat(new Fault.ManyHeaders(5_000)).head().headers()).hasSize(5_000);
    }

    @Test
    void theEndlessBodyEndsWhenTheClientLeaves() throws Exception {
        upstream.on("/api/chat", new Fault.EndlessBody());
        try (RawHttp http = RawHttp.connect(upstream.address())) {
            http.request("POST", "/api/chat", Bytes.utf8(CHAT)).readHead();
            for (int i = 0; i < 1_000; i++) {
                assertThat(http.readPiece()).isInstanceOf(Piece.Content.class);
            }
        }
        assertThat(upstream.awaitClientGone(upstream.awaitRequest("/api/chat"))).isNotEqualTo(Leaving.UPSTREAM);
    }

    @Test
    void redirects() throws Exception {
        Answer answer = chat(new Fault.RedirectsElsewhere("http://evil.example/api/chat"));
        assertThat(answer.status()).isEqualTo(307);
        assertThat(answer.head().first("Location")).contains("http://evil.example/api/chat");
        assertThat(answer.isWhole()).isTrue();
    }

    @Test
    void sendsBothFramings() throws Exception {
        Answer answer = chat(new Fault.TransferEncodingAndLength(Bytes.utf8("hello"), 2));
        assertThat(answer.head().first("Content-Length")).contains("2");
        assertThat(answer.head().first("Transfer-Encoding")).contains("chunked");
        assertThat(answer.text()).isEqualTo("hello");
    }

    @Test
    void sendsAWebPage() throws Exception {
        Answer answer = chat(new Fault.HtmlInsteadOfJson());
        assertThat(answer.head().first("Content-Type")).contains("text/html");
        assertThat(answer.text()).startsWith("<!DOCTYPE html>");
    }

    @Test
    void sendsExtraBytesAndKeepsTheConnection() throws Exception {
        upstream.next(
                new Fault.ExtraBytes(Reply.json("{}"), Bytes.latin1("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")));
        try (RawHttp http = RawHttp.connect(upstream.address())) {
            assertThat(http.request("GET", "/", Bytes.NONE).readAnswer().text()).isEqualTo("{}");
            assertThat(http.readAnswer().body()).isEqualTo(Bytes.NONE);
            assertThat(http.request("GET", "/", Bytes.NONE).readAnswer().text()).isEqualTo("Ollama is running");
        }
    }

    @Test
    void closesStraightAfterAnAnswer() throws Exception {
        upstream.next(new Fault.ClosesAfterAnswer(Reply.usual()));
        try (RawHttp http = RawHttp.connect(upstream.address())) {
            Answer answer = http.request("GET", "/", Bytes.NONE).readAnswer();
            assertThat(answer.isWhole()).isTrue();
            assertThat(answer.head().closes()).isFalse();
            assertThat(http.readUntilClosed()).isEqualTo(Bytes.NONE);
        }
    }

    @Test
    void closesAnIdleConnection() throws Exception {
        upstream.next(new Fault.ClosesAfterIdle(Reply.usual(), Duration.ofMillis(50)));
        try (RawHttp http = RawHttp.connect(upstream.address())) {
            assertThat(http.request("GET", "/", Bytes.NONE).readAnswer().isWhole())
                    .isTrue();
            assertThat(http.readUntilClosed()).isEqualTo(Bytes.NONE);
        }
    }

    @Test
    void sendsFieldsThatMustNotBePassedOn() throws Exception {
        Answer answer = chat(new Fault.ForbiddenHeaders(Reply.json("{}")));
        assertThat(answer.head().headers()).containsAll(Fault.ForbiddenHeaders.FIELDS);
    }

    @Test
    void aCloseDelimitedBodyEndsWithTheConnection() throws Exception {
        Answer answer = chat(new Reply.CloseDelimited(200, List.of(), Bytes.utf8("all")));
        assertThat(answer.text()).isEqualTo("all");
        assertThat(answer.ending()).isEqualTo(new Piece.End(Framing.Kind.CLOSE));
    }

    @Test
    void smallWritesCarryTheSameBytes() throws Exception {
        Answer plain = chat(Reply.usual());
        Answer small = chat(new Reply.InSmallWrites(Reply.usual(), 3));
        assertThat(small.head()).isEqualTo(plain.head());
        assertThat(small.pieces()).isEqualTo(plain.pieces());
    }
}
