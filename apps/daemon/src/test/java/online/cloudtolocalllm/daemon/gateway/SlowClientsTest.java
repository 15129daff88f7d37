package online.cloudtolocalllm.daemon.gateway;

import static online.cloudtolocalllm.daemon.gateway.AttackedGateway.CHAT;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.http.Bytes;
import online.cloudtolocalllm.testkit.http.Piece;
import online.cloudtolocalllm.testkit.http.RawHttp;
import online.cloudtolocalllm.testkit.upstream.Reply;
import online.cloudtolocalllm.testkit.upstream.Turn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many clients that are slow, or never come to an end, do not harm the others. */
@ExtendWith(NoBufferLeaks.class)
class SlowClientsTest {

    private static final int CROWD = 200;
    private static final int MIB = 1024 * 1024;
    private static final int READERS = 10;

    /** More than fits into every buffer on its way. */
    private static final Reply LONG = Reply.ndjson(Collections.nCopies(1_000, "x".repeat(16 * 1024)));

    private static final Duration QUICKLY = Duration.ofSeconds(5);
    /** For many rounds on a busy machine. */
    private static final Duration ROUNDS_LIMIT = Duration.ofMinutes(2);

    @Test
    void aCrowdThatSendsByteAfterByteHurtsNobody() throws Exception {
        try (AttackedGateway gateway = new AttackedGateway()) {
            List<RawHttp> crowd = new ArrayList<>();
            String request = gateway.bytes("POST /api/chat HTTP/1.1\r\nHost: {host}\r\nContent-Length: " + CHAT.length()
                            + "\r\n\r\n" + CHAT)
                    .latin1();
            for (int i = 0; i < CROWD; i++) {
                crowd.add(gateway.connect());
            }
            AtomicInteger at = new AtomicInteger();
            AtomicInteger quick = new AtomicInteger();
            AtomicInteger rounds = new AtomicInteger();
            // one byte for everybody between two requests of somebody else
            assertThat(Until.holds(ROUNDS_LIMIT, () -> {
                        quick.addAndGet(isQuick(gateway) ? 1 : 0);
                        sendToAll(crowd, request, at.getAndIncrement());
                        return rounds.incrementAndGet() == 30;
                    }))
                    .isTrue();
            assertThat(quick.get()).isGreaterThan(25);
            assertThat(gateway.upstream().requests("/api/chat")).isEmpty();
            String rest = request.substring(at.get());
            for (RawHttp client : crowd) {
                assertThat(client.send(rest).readAnswer().text()).contains("\"done\":true");
                client.close();
            }
            gateway.gateway().awaitIdle();
            assertThat(isQuick(gateway)).isTrue();
        }
    }

    private static boolean isQuick(AttackedGateway gateway) {
        long start = System.nanoTime();
        try {
            return RawHttp.get(gateway.address(), "/_broker/health").status() == 200
                    && System.nanoTime() - start < QUICKLY.toNanos();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void sendToAll(List<RawHttp> crowd, String request, int at) {
        try {
            for (RawHttp client : crowd) {
                client.send(request.substring(at, at + 1));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void readersThatTakeAKilobyteNowAndThenHurtNobody() throws Exception {
        try (AttackedGateway gateway = new AttackedGateway()) {
            gateway.upstream()
                    .on("/api/chat", Collections.nCopies(READERS, LONG).toArray(Turn[]::new));
            long memory = PlatformDependent.usedDirectMemory();
            List<RawHttp> crowd = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                RawHttp client = RawHttp.connect(gateway.address(), Until.LIMIT, 4 * 1024);
                assertThat(client.request("POST", "/api/chat", Bytes.utf8(CHAT))
                                .readHead()
                                .status())
                        .isEqualTo(200);
                crowd.add(client);
            }
            AtomicInteger rounds = new AtomicInteger();
            AtomicInteger quick = new AtomicInteger();
            assertThat(Until.holds(ROUNDS_LIMIT, () -> {
                        crowd.forEach(SlowClientsTest::readAKilobyte);
                        quick.addAndGet(isQuick(gateway) ? 1 : 0);
                        return rounds.incrementAndGet() == 20;
                    }))
                    .isTrue();
            assertThat(quick.get()).isGreaterThan(15);
            assertThat(PlatformDependent.usedDirectMemory() - memory).isLessThan(48L * MIB);
            for (RawHttp client : crowd) {
                client.close();
            }
            gateway.assertUnharmed();
        }
    }

    private static void readAKilobyte(RawHttp client) {
        try {
            for (int bytes = 0; bytes < 1024; ) {
                Piece piece = client.readPiece();
                assertThat(piece).as("after %s bytes", bytes).isInstanceOf(Piece.Content.class);
                bytes += ((Piece.Content) piece).bytes().size();
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aGigabyteThatIsAnnouncedAndNeverComesTakesNoMemory() throws Exception {
        try (AttackedGateway gateway = new AttackedGateway()) {
            long memory = PlatformDependent.usedDirectMemory();
            try (RawHttp blob = gateway.connect();
                    RawHttp chat = gateway.connect()) {
                blob.send(gateway.bytes(
                        "POST /api/blobs/sha256:0 HTTP/1.1\r\nHost: {host}\r\nContent-Length: 1000000000\r\n\r\n"));
                chat.send(
                        gateway.bytes("POST /api/chat HTTP/1.1\r\nHost: {host}\r\nContent-Length: 250000000\r\n\r\n"));
                assertThat(Until.holds(
                                Until.LIMIT, () -> gateway.gateway().broker().requestsRunning() == 2))
                        .isTrue();
                assertThat(isQuick(gateway)).isTrue();
                assertThat(PlatformDependent.usedDirectMemory() - memory).isLessThan(24L * MIB);
            }
            gateway.assertUnharmed();
        }
    }

    @Test
    void aJsonDocumentOf100MegabytesPasses() throws Exception {
        try (Sink sink = new Sink().read();
                GatewayFixture gateway = new GatewayFixture()
                        .connection(
                                "local_ollama",
                                JsonObject.of("connection_type", "local_ollama", "api_base_url", sink.url()))
                        .open();
                RawHttp client = RawHttp.connect(gateway.address())) {
            int size = 100 * MIB;
            String start = CHAT.substring(0, CHAT.length() - 1) + ",\"x\":\"";
            client.send("POST /api/chat HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + size + "\r\n\r\n" + start);
            Bytes piece = Bytes.latin1("y".repeat(MIB));
            int left = size - start.length() - 2;
            while (left > 0) {
                client.send(piece.slice(0, Math.min(left, MIB)));
                left -= Math.min(left, MIB);
            }
            assertThat(client.send("\"}").readAnswer().text()).isEqualTo("{\"bytes\":" + size + "}");
            gateway.awaitIdle();
        }
    }
}
