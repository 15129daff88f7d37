package online.cloudtolocalllm.daemon.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import online.cloudtolocalllm.testkit.http.Answer;
import online.cloudtolocalllm.testkit.http.Bytes;
import online.cloudtolocalllm.testkit.http.Piece;
import online.cloudtolocalllm.testkit.http.RawHttp;
import online.cloudtolocalllm.testkit.upstream.After;
import online.cloudtolocalllm.testkit.upstream.Door;
import online.cloudtolocalllm.testkit.upstream.Fault;
import online.cloudtolocalllm.testkit.upstream.Gate;
import online.cloudtolocalllm.testkit.upstream.Offer;
import online.cloudtolocalllm.testkit.upstream.Reply;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;
import online.cloudtolocalllm.testkit.upstream.SeenRequest;
import online.cloudtolocalllm.testkit.upstream.Turn;
import online.cloudtolocalllm.testkit.upstream.Upload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every fault of an upstream, for a request that may be repeated and for one that may not. Each time: the client gets an
 * outcome, no connection sees a request twice, the token stays where it belongs, and the daemon serves the next request.
 */
@ExtendWith(NoBufferLeaks.class)
class UpstreamFaultsTest {

    private static final String CHAT = "{\"model\":\"tiny\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    private static final String CLOUD_CHAT = "/api/ollama/api/chat";
    private static final List<String> LINES = List.of("{\"n\":1}", "{\"n\":2}", "{\"n\":3}");

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

    private GatewayFixture gateway() throws IOException {
        return new GatewayFixture()
                .local(local)
                .cloud(cloud, "cloud-token")
                .limits(GatewayFixture::impatient)
                .open();
    }

    /** What comes before an answer begins. */
    static Stream<Arguments> beforeAnAnswer() {
        Reply.Whole usual = Reply.json("{\"done\":true}");
        return Map.<String, Turn>ofEntries(
                        Map.entry("hangs", new Fault.HangsBeforeFirstByte()),
                        Map.entry("closed", new Fault.CutByFin(usual, After.bytes(0))),
                        Map.entry("reset", new Fault.CutByReset(usual, After.bytes(0))),
                        Map.entry("cut in the head", new Fault.CutByFin(usual, After.bytes(30))),
                        Map.entry("malformed status line", new Fault.MalformedStatusLine("HTTP/1.1 two hundred")),
                        Map.entry("oversized head", new Fault.OversizedHead(200_000)),
                        Map.entry("5,000 fields", new Fault.ManyHeaders(5_000)),
                        Map.entry("two lengths", new Fault.TransferEncodingAndLength(Bytes.utf8("{}"), 2)))
                .entrySet()
                .stream()
                .map(fault -> Arguments.of(fault.getKey(), fault.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("beforeAnAnswer")
    void aChatGoesToTheNextConnectionOnce(String name, Turn fault) throws Exception {
        local.on("/api/chat", fault);
        try (GatewayFixture gateway = gateway()) {
            Answer answer = RawHttp.post(gateway.address(), "/api/chat", CHAT);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.isWhole()).isTrue();
            assertThat(answer.head().first("X-Served-By")).contains("cloud_proxy");
            assertThat(local.requests("/api/chat")).hasSize(1);
            assertThat(cloud.requests(CLOUD_CHAT)).hasSize(1);
            staysWhereItBelongs(answer);
            servesTheNext(gateway);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("beforeAnAnswer")
    void aCopyIsSentOnceAndTheClientIsTold(String name, Turn fault) throws Exception {
        local.on("/api/copy", fault);
        try (GatewayFixture gateway = gateway()) {
            Answer answer = RawHttp.post(gateway.address(), "/api/copy", CHAT);
            assertThat(answer.status()).isEqualTo(name.equals("hangs") ? 504 : 502);
            assertThat(answer.text()).contains("No connection answered (local_ollama: ");
            assertThat(local.requests("/api/copy")).hasSize(1);
            assertThat(cloud.requests()).noneMatch(seen -> seen.path().endsWith("copy"));
            staysWhereItBelongs(answer);
            servesTheNext(gateway);
        }
    }

    /** What comes when an answer has begun. */
    static Stream<Arguments> inAnAnswer() {
        Reply.Streamed lines = Reply.ndjson(LINES);
        return Map.<String, Turn>ofEntries(
                        Map.entry("stalls", new Fault.StallsMidStream(lines, After.chunks(2))),
                        Map.entry("closed", new Fault.CutByFin(lines, After.chunks(2))),
                        Map.entry("reset", new Fault.CutByReset(lines.holdAfter(3, new Gate()), After.chunks(2))),
                        Map.entry("bad chunk", new Fault.BadChunkSize(lines, 2)),
                        Map.entry("short length", new Fault.ShortContentLength(Reply.json("{\"done\":true}"), 5)))
                .entrySet()
                .stream()
                .map(fault -> Arguments.of(fault.getKey(), fault.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inAnAnswer")
    void anAnswerThatBeganIsNeverAskedAgainAndNeverLooksWhole(String name, Turn fault) throws Exception {
        local.on("/api/chat", fault);
        try (GatewayFixture gateway = gateway()) {
            Answer answer = RawHttp.post(gateway.address(), "/api/chat", CHAT);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.isWhole()).isFalse();
            if (!name.equals("short length")) {
                assertThat(answer.lines().getLast()).startsWith("{\"error\":");
            }
            assertThat(local.requests("/api/chat")).hasSize(1);
            assertThat(cloud.requests(CLOUD_CHAT)).isEmpty();
            staysWhereItBelongs(answer);
            servesTheNext(gateway);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Door.class,
            names = {"REFUSED", "ACCEPTS_AND_HANGS", "BLACK_HOLE"})
    void aConnectionBehindAShutDoorIsReplaced(Door door) throws Exception {
        local.door(door);
        try (GatewayFixture gateway = gateway()) {
            Answer answer = RawHttp.post(gateway.address(), "/api/chat", CHAT);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.head().first("X-Served-By")).contains("cloud_proxy");
            assertThat(local.requests("/api/chat")).isEmpty();
            assertThat(cloud.requests(CLOUD_CHAT)).hasSize(1);
            servesTheNext(gateway);
        }
    }

    @Test
    void aFirstByteThatIsLateIsWaitedFor() throws Exception {
        Gate gate = new Gate();
        local.on("/api/chat", new Fault.LateFirstByte(Reply.usual(), gate));
        try (GatewayFixture gateway = GatewayFixture.localAndCloud(local, cloud);
                RawHttp client = RawHttp.connect(gateway.address())) {
            client.request("POST", "/api/chat", Bytes.utf8(CHAT));
            gate.awaitReached();
            gate.open();
            assertThat(client.readAnswer().head().first("X-Served-By")).contains("local_ollama");
            assertThat(cloud.requests(CLOUD_CHAT)).isEmpty();
        }
    }

    @Test
    void anEndlessAnswerEndsWithItsClient() throws Exception {
        local.on("/api/chat", new Fault.EndlessBody());
        try (GatewayFixture gateway = GatewayFixture.localAndCloud(local, cloud)) {
            SeenRequest request;
            try (RawHttp client = RawHttp.connect(gateway.address())) {
                client.request("POST", "/api/chat", Bytes.utf8(CHAT)).readHead();
                assertThat(client.readPiece()).isInstanceOf(Piece.Content.class);
                request = local.awaitRequest("/api/chat");
            }
            local.awaitClientGone(request);
            gateway.awaitIdle();
            servesTheNext(gateway);
        }
    }

    @ParameterizedTest
    @EnumSource(Upload.class)
    void aRefusalWhileTheClientUploadsIsPassedOn(Upload upload) throws Exception {
        local.on("/api/blobs/sha256:00", new Fault.AnswersBeforeBody(Reply.json(413, "{\"error\":\"large\"}"), upload));
        try (GatewayFixture gateway = GatewayFixture.localAndCloud(local, cloud);
                RawHttp client = RawHttp.connect(gateway.address())) {
            client.send("POST /api/blobs/sha256:00 HTTP/1.1\r\nHost: " + gateway.address()
                    + "\r\nContent-Length: 1000000\r\n\r\n" + "x".repeat(1000));
            Answer answer = client.readAnswer();
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.text()).isEqualTo("{\"error\":\"large\"}");
            assertThat(local.requests("/api/blobs/sha256:00")).hasSizeLessThanOrEqualTo(1);
            servesTheNext(gateway);
        }
    }

    @Test
    void aRedirectToAnotherOriginIsNeverFollowed() throws Exception {
        cloud.on(CLOUD_CHAT, new Fault.RedirectsElsewhere(local.url() + "/steal"));
        local.on("/api/chat", new Fault.Refuses(404));
        try (GatewayFixture gateway = GatewayFixture.localAndCloud(local, cloud)) {
            Answer answer = RawHttp.post(gateway.address(), "/api/chat", CHAT);
            assertThat(answer.status()).isEqualTo(307);
            assertThat(local.requests("/steal")).isEmpty();
            staysWhereItBelongs(answer);
        }
    }

    private void staysWhereItBelongs(Answer answer) {
        assertThat(answer.text() + answer.head()).doesNotContain("cloud-token");
        assertThat(local.requests())
                .noneMatch(request -> request.head().toString().contains("cloud-token"));
    }

    private static void servesTheNext(GatewayFixture gateway) throws IOException {
        gateway.awaitIdle();
        assertThat(RawHttp.post(gateway.address(), "/api/chat", CHAT).status()).isEqualTo(200);
    }
}
