package online.cloudtolocalllm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.ipc.RawIpc;
import online.cloudtolocalllm.testkit.process.Connections;
import online.cloudtolocalllm.testkit.process.DaemonProcess;
import online.cloudtolocalllm.testkit.process.TemporaryHome;
import online.cloudtolocalllm.testkit.upstream.Reply;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A streamed answer that is not read, for want of credit or because its client sleeps, holds up nothing but itself. */
class SlowReaderTest {

    private static final int CREDIT = 1024 * 1024;
    /** Far more than all the buffers between the upstream and the client have room for. */
    private static final int LONG = 300;

    private static final int PIECE_BYTES = 64 * 1024;
    private static final int SHORT = 50;
    private static final int SLEEPERS = 8;
    /** The credit of two calls, their pieces under way and what the system's buffers did not take, for each of the sleepers. */
    private static final long SLEEPERS_HEAP = 48L * 1024 * 1024;

    private static final long HEAP_SLACK = 8L * 1024 * 1024;

    private ScriptedUpstream upstream;
    private TemporaryHome home;
    private DaemonProcess daemon;

    @BeforeEach
    void start() throws Exception {
        upstream = ScriptedUpstream.ollama();
        upstream.always("/api/generate", Reply.ndjson(pieces(LONG, "x".repeat(PIECE_BYTES - 100))));
        upstream.always(Gateway.CHAT, Reply.ndjson(pieces(SHORT, "y")));
        home = TemporaryHome.with(Connections.none().local(upstream.url()));
        daemon = Programs.startDaemon(home);
        Gateway.of(daemon).await(Gateway.LOCAL, HealthState.UP);
    }

    @AfterEach
    void stop() throws Exception {
        try (ScriptedUpstream _ = upstream;
                TemporaryHome _ = home;
                DaemonProcess stopped = daemon) {
            assertThat(stopped.stop().errors()).isEmpty();
        }
    }

    private static List<String> pieces(int count, String content) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(n -> JsonObject.of("n", n, "content", content)
                        .with("done", n == count)
                        .toJson())
                .toList();
    }

    @Test
    void aCallWithoutCreditStandsStillAndItsNeighboursDoNotNotice() throws Exception {
        try (RawIpc client = RawIpc.authenticated(daemon.credentials());
                RawIpc other = RawIpc.authenticated(daemon.credentials())) {
            client.send(streamed("slow", "/api/generate"));
            int read = readUntilCreditIsUsedUp(client);
            assertThat(read).isBetween(CREDIT / PIECE_BYTES, CREDIT / PIECE_BYTES + 2);
            long heap = LiveHeap.of(daemon.process());

            assertThat(tookToRead(client, "quick")).isLessThan(Until.LIMIT);
            assertThat(tookToRead(other, "quick")).isLessThan(Until.LIMIT);
            assertThat(client.ask("{\"command\":\"PING\",\"id\":1}").text("status"))
                    .contains("pong");
            assertThat(LiveHeap.of(daemon.process())).isLessThan(heap + HEAP_SLACK);

            client.send(credit("slow", 16 * CREDIT)).send(credit("slow", 16 * CREDIT));
            for (int n = read + 1; n <= LONG; n++) {
                JsonObject chunk = client.read();
                assertThat(chunk.object("data").integer("n")).hasValue(n);
                if (n % 16 == 0) {
                    client.send(credit("slow", CREDIT));
                }
            }
            assertThat(client.read().text("event")).contains("end");
        }
    }

    @Test
    void clientsThatSleepDoNotHoldUpOthers() throws Exception {
        List<RawIpc> sleepers = new ArrayList<>();
        try (RawIpc awake = RawIpc.authenticated(daemon.credentials())) {
            for (int i = 0; i < SLEEPERS; i++) {
                RawIpc sleeper = RawIpc.connect(daemon.credentials(), 4096);
                sleepers.add(sleeper);
                sleeper.authenticate();
                sleeper.send(streamed("a", "/api/generate")).send(streamed("b", "/api/generate"));
            }
            for (int i = 0; i < 20; i++) {
                assertThat(tookToRead(awake, i)).isLessThan(Until.LIMIT);
            }
            assertThat(LiveHeap.of(daemon.process())).isLessThan(SLEEPERS_HEAP);
        } finally {
            for (RawIpc sleeper : sleepers) {
                sleeper.reset();
            }
        }
        Gateway.of(daemon).await("nothing is on its way", status -> status.requestsRunning() == 0);
    }

    private static JsonObject streamed(Object id, String path) {
        return JsonObject.of("command", "PROXY_REQUEST", "id", id)
                .with("stream", true)
                .with("method", "POST")
                .with("path", path)
                .with("data", JsonObject.of("model", "tiny"));
    }

    private static JsonObject credit(Object id, int bytes) {
        return JsonObject.of("command", "CREDIT", "id", id).with("bytes", bytes);
    }

    /** Reads pieces until as much has come as may; returns how many. */
    private static int readUntilCreditIsUsedUp(RawIpc client) throws IOException {
        assertThat(client.read().text("event")).contains("head");
        int read = 0;
        for (int bytes = 0; bytes < CREDIT; read++) {
            bytes += client.read().toJson().length() + 1;
        }
        return read;
    }

    /** Asks for a short streamed answer and reads it whole; how long that took. */
    private static Duration tookToRead(RawIpc client, Object id) throws IOException {
        long before = System.nanoTime();
        client.send(streamed(id, Gateway.CHAT));
        assertThat(client.read().text("event")).contains("head");
        for (int n = 1; n <= SHORT; n++) {
            assertThat(client.read().object("data").integer("n")).hasValue(n);
        }
        assertThat(client.read().text("event")).contains("end");
        return Duration.ofNanos(System.nanoTime() - before);
    }
}
