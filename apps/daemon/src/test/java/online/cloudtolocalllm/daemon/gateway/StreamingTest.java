package online.cloudtolocalllm.daemon.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import online.cloudtolocalllm.testkit.http.Answer;
import online.cloudtolocalllm.testkit.http.Bytes;
import online.cloudtolocalllm.testkit.http.Head;
import online.cloudtolocalllm.testkit.http.Header;
import online.cloudtolocalllm.testkit.http.Piece;
import online.cloudtolocalllm.testkit.http.RawHttp;
import online.cloudtolocalllm.testkit.upstream.After;
import online.cloudtolocalllm.testkit.upstream.Fault;
import online.cloudtolocalllm.testkit.upstream.Gate;
import online.cloudtolocalllm.testkit.upstream.Offer;
import online.cloudtolocalllm.testkit.upstream.Reply;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;
import online.cloudtolocalllm.testkit.upstream.SeenRequest;
import online.cloudtolocalllm.testkit.upstream.Turn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** After the first byte: piece by piece, and either whole or openly broken. */
@ExtendWith(NoBufferLeaks.class)
class StreamingTest {

    private static final String CHAT = "{\"model\":\"tiny\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    private static final String STREAMED_CHAT = "{\"model\":\"tiny\",\"stream\":true,\"messages\":[]}";
    private static final List<String> LINES =
            IntStream.rangeClosed(1, 5).mapToObj(i -> "{\"n\":" + i + "}").toList();

    private ScriptedUpstream local;
    private ScriptedUpstream cloud;

    @BeforeEach
    void open() throws IOException {
        local = ScriptedUpstream.ollama();
        cloud = ScriptedUpstream.cloud("cloud-token", Offer.usual());
    }

    @AfterEach
    void close() throws IOException {
        local.close();
        cloud.close();
    }

    private static Answer chat(GatewayFixture gateway) throws IOException {
        return RawHttp.post(gateway.address(), "/api/chat", CHAT);
    }

    @Test
    void everyPieceArrivesBeforeTheNextIsThere() throws Exception {
        List<Gate> gates = Stream.generate(Gate::new).limit(4).toList();
        Reply.Streamed reply = Reply.ndjson(LINES);
        for (int i = 0; i < gates.size(); i++) {
            reply = reply.holdAfter(i + 1, gates.get(i));
        }
        local.on("/api/chat", reply);
        try (GatewayFixture gateway = GatewayFixture.only(local);
                RawHttp client = RawHttp.connect(gateway.address())) {
            client.request("POST", "/api/chat", Bytes.utf8(CHAT));
            assertThat(client.readHead().first("Content-Type")).contains("application/x-ndjson");
            for (int i = 0; i < LINES.size(); i++) {
                assertThat(client.readPiece()).isEqualTo(new Piece.Content(Bytes.utf8(LINES.get(i) + "\n")));
                if (i < gates.size()) {
                    gates.get(i).open();
                }
            }
            assertThat(client.readPiece()).isInstanceOf(Piece.End.class);
        }
    }

    static Stream<Turn> cuts() {
        Reply.Streamed reply = Reply.ndjson(LINES);
        return Stream.of(
                new Fault.CutByFin(reply, After.chunks(3)),
                new Fault.CutByReset(reply.holdAfter(3, new Gate()), After.chunks(2)),
                new Fault.BadChunkSize(reply, 3),
                new Fault.CutByFin(reply, After.chunks(0)));
    }

    @ParameterizedTest
    @MethodSource("cuts")
    void aCutStreamEndsWithAnErrorLineAndNeverCleanly(Turn cut) throws Exception {
        local.on("/api/chat", cut);
        try (GatewayFixture gateway = GatewayFixture.localAndCloud(local, cloud)) {
            Answer answer = chat(gateway);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.isWhole()).isFalse();
            assertThat(answer.lines().getLast())
                    .startsWith("{\"error\":\"local_ollama stopped in the middle of the answer")
                    .endsWith("\"}");
            assertThat(answer.text()).doesNotContain("\"done\":true");
            assertThat(cloud.requests("/api/ollama/api/chat")).isEmpty();
        }
    }

    @Test
    void aLineThatWasHalfSentIsClosedBeforeTheErrorLine() throws Exception {
        local.on(
                "/api/chat",
                new Fault.CutByFin(Reply.streamed("application/x-ndjson", List.of("{\"half", "x")), After.chunks(1)));
        try (GatewayFixture gateway = GatewayFixture.only(local)) {
            Answer answer = chat(gateway);
            assertThat(answer.lines().getFirst()).isEqualTo("{\"half");
            assertThat(answer.lines().get(1)).startsWith("{\"error\":");
        }
    }

    @Test
    void aCutEventStreamEndsWithAnErrorEventAndWithoutDone() throws Exception {
        local.on(
                "/v1/chat/completions",
                new Fault.CutByFin(Reply.events(List.of("{\"a\":1}", "{\"a\":2}", "[DONE]")), After.chunks(2)));
        try (GatewayFixture gateway = GatewayFixture.only(local)) {
            Answer answer = RawHttp.post(gateway.address(), "/v1/chat/completions", STREAMED_CHAT);
            assertThat(answer.isWhole()).isFalse();
            assertThat(answer.text())
                    .startsWith("data: {\"a\":1}\n\ndata: {\"a\":2}\n\n")
                    .contains("\n\ndata: {\"error\":{\"message\":\"local_ollama stopped")
                    .doesNotContain("[DONE]");
        }
    }

    @Test
    void aCutMessagesStreamEndsWithAnErrorEventOfThatApi() throws Exception {
        local.on("/v1/messages", new Fault.CutByFin(Reply.events(List.of("{}", "{}")), After.chunks(1)));
        try (GatewayFixture gateway = GatewayFixture.only(local)) {
            Answer answer = RawHttp.post(gateway.address(), "/v1/messages", STREAMED_CHAT);
            assertThat(answer.text())
                    .contains("event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"api_error\"");
            assertThat(answer.isWhole()).isFalse();
        }
    }

    @Test
    void aWholeAnswerThatIsShorterThanAnnouncedStaysShort() throws Exception {
        local.on("/api/chat", new Fault.ShortContentLength(Reply.json("{\"done\":true}"), 10));
        try (GatewayFixture gateway = GatewayFixture.only(local)) {
            Answer answer = chat(gateway);
            assertThat(answer.isWhole()).isFalse();
        }
    }

    @Test
    void aStreamThatStandsStillIsBrokenOffAfterItsLimit() throws Exception {
        local.on("/api/chat", new Fault.StallsMidStream(Reply.ndjson(LINES), After.chunks(2)));
        try (GatewayFixture gateway = new GatewayFixture()
                .local(local)
                .limits(GatewayFixture::impatient)
                .open()) {
            Answer answer = chat(gateway);
            assertThat(answer.isWhole()).isFalse();
            assertThat(answer.lines()).hasSize(3);
            assertThat(answer.lines().getLast()).contains("nothing came for 2.5 s");
        }
    }

    @Test
    void aStreamThatEndsWithItsConnectionIsWholeOnlyWithItsEndMarker() throws Exception {
        List<Header> type = List.of(new Header("Content-Type", "application/x-ndjson"));
        local.on(
                "/api/chat",
                new Reply.CloseDelimited(200, type, Bytes.utf8("{\"n\":1}\n{\"done\":true}\n")),
                new Reply.CloseDelimited(200, type, Bytes.utf8("{\"n\":1}\n")));
        try (GatewayFixture gateway = GatewayFixture.only(local)) {
            assertThat(chat(gateway).isWhole()).isTrue();
            Answer cut = chat(gateway);
            assertThat(cut.isWhole()).isFalse();
            assertThat(cut.lines().getLast()).startsWith("{\"error\":");
        }
    }

    @Test
    void aClientThatLeavesMidStreamEndsTheUpstreamsRequest() throws Exception {
        Gate never = new Gate();
        local.on("/api/chat", Reply.ndjson(LINES).holdAfter(2, never));
        try (GatewayFixture gateway = GatewayFixture.only(local)) {
            try (RawHttp client = RawHttp.connect(gateway.address())) {
                client.request("POST", "/api/chat", Bytes.utf8(CHAT));
                client.readHead();
                client.readPiece();
            }
            SeenRequest request = local.awaitRequest("/api/chat");
            local.awaitClientGone(request);
            gateway.awaitIdle();
        } finally {
            never.open();
        }
    }

    @Test
    void aClientThatLeavesBeforeTheFirstByteEndsTheUpstreamsRequest() throws Exception {
        local.on("/api/chat", new Fault.HangsBeforeFirstByte(), new Fault.HangsBeforeFirstByte());
        try (GatewayFixture gateway = GatewayFixture.localAndCloud(local, cloud)) {
            for (boolean reset : new boolean[] {false, true}) {
                SeenRequest request;
                try (RawHttp client = RawHttp.connect(gateway.address())) {
                    client.request("POST", "/api/chat", Bytes.utf8(CHAT));
                    request = local.awaitRequest("/api/chat");
                    if (reset) {
                        client.reset();
                    }
                }
                local.awaitClientGone(request);
            }
            gateway.awaitIdle();
            assertThat(cloud.requests("/api/ollama/api/chat")).isEmpty();
        }
    }

    @Test
    void aSlowReaderSlowsItsUpstreamAndLosesNothing() throws Exception {
        String filler = "x".repeat(8 * 1024);
        List<String> many = IntStream.range(0, 4_000)
                .mapToObj(i -> "{\"n\":" + i + ",\"f\":\"" + filler + "\"}")
                .toList();
        Gate end = new Gate();
        local.on("/api/chat", Reply.ndjson(many).holdAfter(many.size(), end));
        try (GatewayFixture gateway = GatewayFixture.only(local);
                RawHttp client = RawHttp.connect(gateway.address())) {
            client.request("POST", "/api/chat", Bytes.utf8(CHAT));
            Head head = client.readHead();
            end.open();
            Answer answer = client.readRest(head);
            assertThat(answer.isWhole()).isTrue();
            assertThat(answer.lines()).isEqualTo(many);
        }
    }

    @Test
    void theAnswerKeepsItsFieldsButNotThoseThatMustNotPass() throws Exception {
        local.on("/api/chat", new Fault.ForbiddenHeaders(Reply.json("{}").with("X-Custom", "kept")));
        try (GatewayFixture gateway = GatewayFixture.only(local)) {
            Head head = chat(gateway).head();
            assertThat(head.first("X-Custom")).contains("kept");
            assertThat(head.headers())
                    .extracting(Header::name)
                    .doesNotContain("Set-Cookie", "Access-Control-Allow-Origin", "X-Hop", "Keep-Alive");
        }
    }

    @Test
    void bytesAfterAnAnswerDiscardTheConnection() throws Exception {
        local.on(
                "/api/chat",
                new Fault.ExtraBytes(Reply.usual(), Bytes.utf8("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil")));
        try (GatewayFixture gateway = GatewayFixture.only(local)) {
            assertThat(chat(gateway).isWhole()).isTrue();
            Answer next = chat(gateway);
            assertThat(next.text()).doesNotContain("evil").contains("\"done\":true");
        }
    }

    @Test
    void anOldClientGetsAStreamThatEndsWithTheConnection() throws Exception {
        try (GatewayFixture gateway = GatewayFixture.only(local);
                RawHttp client = RawHttp.connect(gateway.address())) {
            client.send("POST /api/chat HTTP/1.0\r\nContent-Length: " + CHAT.length() + "\r\n\r\n" + CHAT);
            String answer = client.readUntilClosed().utf8();
            assertThat(answer).doesNotContainIgnoringCase("transfer-encoding").contains("\"done\":true");
        }
    }

    @Test
    void aHeadRequestGetsTheLengthAndNoBody() throws Exception {
        try (GatewayFixture gateway = GatewayFixture.only(local);
                RawHttp client = RawHttp.connect(gateway.address())) {
            client.request("HEAD", "/", Bytes.utf8(""));
            assertThat(client.readAnswer().head().first("Content-Length")).contains("17");
            client.request("GET", "/api/version", Bytes.utf8(""));
            assertThat(client.readAnswer().text()).contains("version");
        }
    }
}
