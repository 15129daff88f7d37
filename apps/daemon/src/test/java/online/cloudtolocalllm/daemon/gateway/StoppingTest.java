package online.cloudtolocalllm.daemon.gateway;

import static online.cloudtolocalllm.daemon.gateway.AttackedGateway.CHAT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.http.Answer;
import online.cloudtolocalllm.testkit.http.Bytes;
import online.cloudtolocalllm.testkit.http.Head;
import online.cloudtolocalllm.testkit.http.Piece;
import online.cloudtolocalllm.testkit.http.RawHttp;
import online.cloudtolocalllm.testkit.upstream.Fault;
import online.cloudtolocalllm.testkit.upstream.Gate;
import online.cloudtolocalllm.testkit.upstream.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** While a gateway stops nothing new begins, and nothing that has begun is lost in silence. */
@ExtendWith(NoBufferLeaks.class)
class StoppingTest {

    private static final Duration NOT_YET = Duration.ofMillis(200);
    private static final int MUCH = 8 * 1024 * 1024;

    private AttackedGateway gateway;

    @BeforeEach
    void open() throws IOException {
        gateway = new AttackedGateway();
    }

    @AfterEach
    void close() throws IOException {
        gateway.close();
    }

    private GatewayServer server() {
        return gateway.gateway().server();
    }

    private Reply held(Gate gate) {
        return Reply.ndjson(List.of("{\"n\":1}", "{\"done\":true}")).holdAfter(1, gate);
    }

    private String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: {host}\r\n\r\n";
    }

    @Test
    void idleConnectionsAreClosedAtOnce() throws Exception {
        try (RawHttp used = gateway.connect();
                RawHttp fresh = gateway.connect()) {
            assertThat(used.send(gateway.bytes(get("/_broker/health")))
                            .readAnswer()
                            .status())
                    .isEqualTo(200);
            server().stopTaking();
            assertThat(used.readUntilClosed().isEmpty()).isTrue();
            assertThat(fresh.readUntilClosed().isEmpty()).isTrue();
            assertThat(server().awaitDelivered(Until.LIMIT)).isTrue();
        }
    }

    @Test
    void aRunningAnswerEndsAndItsConnectionWithIt() throws Exception {
        Gate gate = new Gate();
        gateway.upstream().on("/api/chat", held(gate));
        try (RawHttp client = gateway.connect()) {
            Head head = client.request("POST", "/api/chat", Bytes.utf8(CHAT)).readHead();
            client.readPiece();
            server().stopTaking();
            assertThat(server().awaitDelivered(NOT_YET)).isFalse();
            gate.open();
            assertThat(client.readRest(head).isWhole()).isTrue();
            assertThat(client.readUntilClosed().isEmpty()).isTrue();
            assertThat(server().awaitDelivered(Until.LIMIT)).isTrue();
        }
    }

    @Test
    void anAnswerThatBeginsMeanwhileSaysThatItIsTheLast() throws Exception {
        Gate gate = new Gate();
        gateway.upstream().on("/api/chat", new Fault.LateFirstByte(Reply.ndjson(List.of("{\"done\":true}")), gate));
        try (RawHttp client = gateway.connect()) {
            client.request("POST", "/api/chat", Bytes.utf8(CHAT));
            gateway.upstream().awaitRequest("/api/chat");
            server().stopTaking();
            gate.open();
            Answer answer = client.readAnswer();
            assertThat(answer.isWhole()).isTrue();
            assertThat(answer.head().closes()).isTrue();
        }
    }

    @Test
    void aRequestBehindARunningAnswerIsRefused() throws Exception {
        Gate gate = new Gate();
        gateway.upstream().on("/api/chat", held(gate));
        try (RawHttp client = gateway.connect()) {
            client.send(gateway.bytes("POST /api/chat HTTP/1.1\r\nHost: {host}\r\nContent-Length: " + CHAT.length()
                    + "\r\n\r\n" + CHAT + get("/v1/models")));
            Head head = client.readHead();
            client.readPiece();
            server().stopTaking();
            gate.open();
            assertThat(client.readRest(head).isWhole()).isTrue();
            Answer refused = client.readAnswer();
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.head().closes()).isTrue();
            assertThat(refused.head().first("Retry-After")).isPresent();
            assertThat(refused.text()).startsWith("{\"error\":{").contains("The daemon is stopping");
            assertThat(gateway.upstream().requests("/v1/models")).isEmpty();
        }
    }

    @Test
    void aHeadThatHasBegunIsRefused() throws Exception {
        try (RawHttp client = gateway.connect()) {
            // In one piece: what follows the whole request was read with it.
            client.send(gateway.bytes(get("/_broker/health") + "GET /v1/models HTTP/1.1\r\nHo"))
                    .readAnswer();
            server().stopTaking();
            assertThat(client.readUntilClosed().utf8()).startsWith("HTTP/1.1 503");
        }
    }

    @Test
    void aSlowReaderOfAWholeAnswerGetsAllOfIt() throws Exception {
        gateway.upstream().on("/api/chat", Reply.json(200, "{\"x\":\"" + "y".repeat(MUCH) + "\"}"));
        try (RawHttp client = RawHttp.connect(gateway.address(), Until.LIMIT, 8 * 1024)) {
            Head head = client.request("POST", "/api/chat", Bytes.utf8(CHAT)).readHead();
            server().stopTaking();
            assertThat(server().awaitDelivered(NOT_YET)).isFalse();
            Answer answer = client.readRest(head);
            assertThat(answer.isWhole()).isTrue();
            assertThat(answer.body().size()).isEqualTo(MUCH + 8);
            assertThat(server().awaitDelivered(Until.LIMIT)).isTrue();
        }
    }

    @Test
    void anOldClientsAnswerThatHasNotLeftWhenTheTimeIsOverEndsWithAReset() throws Exception {
        String body = "{\"x\":\"" + "y".repeat(MUCH) + "\"}\n";
        gateway.upstream().on("/api/chat", Reply.ndjson(List.of(body)));
        try (RawHttp client = RawHttp.connect(gateway.address(), Until.LIMIT, 8 * 1024)) {
            client.send("POST /api/chat HTTP/1.0\r\nContent-Length: " + CHAT.length() + "\r\n\r\n" + CHAT);
            Head head = client.readHead();
            server().stopTaking();
            assertThat(server().awaitDelivered(NOT_YET)).isFalse();
            server().close();
            Answer answer = client.readRest(head);
            assertThat(answer.ending()).isInstanceOfSatisfying(Piece.Cut.class, cut -> assertThat(cut.how())
                    .isEqualTo(Piece.Break.RESET));
        }
    }
}
