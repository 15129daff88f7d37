package online.cloudtolocalllm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import online.cloudtolocalllm.protocol.Handshake;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.http.Bytes;
import online.cloudtolocalllm.testkit.ipc.RawIpc;
import online.cloudtolocalllm.testkit.process.Connections;
import online.cloudtolocalllm.testkit.process.DaemonProcess;
import online.cloudtolocalllm.testkit.process.TemporaryHome;
import online.cloudtolocalllm.testkit.upstream.Fault;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;
import online.cloudtolocalllm.testkit.upstream.SeenRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whoever sends the real daemon what no client should send is closed, gets nothing and changes nothing; a good client beside it
 * notices nothing, and the daemon's memory comes back.
 */
class HostileClientsTest {

    private static final String PING = "{\"command\":\"PING\",\"id\":1}";
    private static final String PONG = "{\"id\":1,\"status\":\"pong\"}";
    private static final int WRONG_PROOFS = 10_000;
    private static final int INTRUDERS = 8;
    /** Far above what it takes on a busy computer, and below the limit of a read. */
    private static final Duration GOOD_CLIENTS_WAIT = Duration.ofSeconds(15);
    /** What classes that were loaded meanwhile, the journal and the log hold. */
    private static final long HEAP_SLACK = 4L * 1024 * 1024;

    private static ScriptedUpstream upstream;
    private static TemporaryHome home;
    private static DaemonProcess daemon;
    private static long heapBefore;
    private static int descriptorsBefore;

    private RawIpc good;
    private JsonObject settings;

    @BeforeAll
    static void start() throws Exception {
        upstream = ScriptedUpstream.ollama();
        home = TemporaryHome.with(Connections.none().local(upstream.url()));
        daemon = Programs.startDaemon(home);
        Gateway.of(daemon).await(Gateway.LOCAL, HealthState.UP);
        try (RawIpc first = RawIpc.authenticated(daemon.credentials())) {
            assertThat(first.ask(PING).toJson()).isEqualTo(PONG);
        }
        heapBefore = LiveHeap.of(daemon.process());
        descriptorsBefore = daemon.process().descriptorCount();
    }

    /** What all of it together left behind in the daemon. */
    @AfterAll
    static void stop() throws Exception {
        try (ScriptedUpstream _ = upstream;
                TemporaryHome _ = home;
                DaemonProcess stopped = daemon) {
            assertThat(Until.holds(Until.LIMIT, () -> descriptors() <= descriptorsBefore + 2))
                    .as("%s descriptors before, %s now", descriptorsBefore, descriptors())
                    .isTrue();
            assertThat(Until.holds(Until.LIMIT, HostileClientsTest::isHeapBack))
                    .as("%s bytes of heap before, %s now", heapBefore, LiveHeap.of(daemon.process()))
                    .isTrue();
            assertThat(stopped.stop().errors()).isEmpty();
        }
    }

    /** What the last clients left is let go a moment after their connections. */
    private static boolean isHeapBack() {
        try {
            return LiveHeap.of(daemon.process()) < heapBefore + HEAP_SLACK;
        } catch (IOException e) {
            throw new AssertionError("the heap cannot be looked at", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static int descriptors() {
        return Footprint.of(daemon.process()).descriptors();
    }

    @BeforeEach
    void connect() throws IOException {
        good = RawIpc.authenticated(daemon.credentials());
        settings = settings();
    }

    @AfterEach
    void nothingHasChanged() throws IOException {
        assertThat(good.ask(PING).toJson()).isEqualTo(PONG);
        assertThat(settings()).isEqualTo(settings);
        good.close();
    }

    /** What the settings say, as far as clients can change them. */
    private JsonObject settings() throws IOException {
        return good.ask("{\"command\":\"GET_CONFIG\"}");
    }

    @ParameterizedTest
    @MethodSource("online.cloudtolocalllm.e2e.HostileBytes#all")
    void isClosedWithoutEffect(HostileBytes row) throws Exception {
        try (RawIpc hostile = RawIpc.connect(daemon.credentials())) {
            if (row.trusted()) {
                hostile.authenticate();
            }
            sendAsMuchAsIsTaken(hostile, row.pieces());
            String said = hostile.readUntilClosed().utf8();
            if (row.lastCode().isEmpty()) {
                assertThat(said).isEmpty();
            } else {
                assertThat(Json.parseObject(said.strip()).text("code")).contains(row.lastCode());
            }
        }
    }

    private static void sendAsMuchAsIsTaken(RawIpc hostile, List<Bytes> pieces) {
        try {
            for (Bytes piece : pieces) {
                hostile.send(piece);
            }
        } catch (IOException closedMeanwhile) {
            // What it says depends on the language of the system.
            assertThat(closedMeanwhile).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void charactersMayBeSplitAnywhere() throws Exception {
        String id = "\u00fc\u20ac\ud83d\ude00";
        for (Bytes piece :
                Bytes.utf8("{\"command\":\"PING\",\"id\":\"" + id + "\"}\r\n").inPiecesOf(1)) {
            good.send(piece);
        }
        assertThat(good.read()).isEqualTo(JsonObject.of("id", id, "status", "pong"));
    }

    @Test
    void whoClosesItsSendingSideIsGoneAndWhatItAskedForIsCancelled() throws Exception {
        upstream.on(Gateway.CHAT, new Fault.HangsBeforeFirstByte());
        try (RawIpc leaving = RawIpc.authenticated(daemon.credentials())) {
            leaving.send("{\"command\":\"PROXY_REQUEST\",\"id\":1,\"method\":\"POST\",\"path\":\"/api/chat\","
                    + "\"data\":{\"model\":\"tiny\"}}");
            SeenRequest asked = upstream.awaitRequest(Gateway.CHAT);
            leaving.halfClose();
            upstream.awaitClientGone(asked);
            assertThat(leaving.readUntilClosed().isEmpty()).isTrue();
        }
        // Only now: whoever has not introduced itself is sent away after a while.
        try (RawIpc stranger = RawIpc.connect(daemon.credentials())) {
            stranger.send(Bytes.utf8("{\"comm"));
            stranger.halfClose();
            assertThat(stranger.readUntilClosed().isEmpty()).isTrue();
        }
    }

    @Test
    void tenThousandWrongProofsAreSentAwayWhileGoodClientsWorkAndCome() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Optional<String>>> intruders = new ArrayList<>();
            for (int i = 0; i < INTRUDERS; i++) {
                intruders.add(threads.submit(() -> intrude(WRONG_PROOFS / INTRUDERS)));
            }
            Future<Duration> slowest = threads.submit(() -> pingsUntil(over));
            try {
                for (Future<Optional<String>> intruder : intruders) {
                    assertThat(intruder.get()).isEmpty();
                }
            } finally {
                over.set(true);
            }
            assertThat(slowest.get()).isLessThan(GOOD_CLIENTS_WAIT);
        }
    }

    /** Guesses so often; what was wrong with how that was received, if anything. */
    private static Optional<String> intrude(int times) throws IOException {
        for (int i = 0; i < times; i++) {
            try (RawIpc bad = RawIpc.connect(daemon.credentials())) {
                bad.hello(Handshake.randomText());
                JsonObject refusal = bad.auth(Handshake.randomText());
                String rest = bad.readUntilClosed().utf8();
                bad.reset();
                if (!refusal.object("error").text("code", "").equals("wrong_proof") || !rest.isEmpty()) {
                    return Optional.of(refusal.toJson() + rest);
                }
            }
        }
        return Optional.empty();
    }

    /** Works, and lets new clients come, until told to stop; returns how long the slowest answer took. */
    private Duration pingsUntil(AtomicBoolean over) throws IOException {
        Duration slowest = Duration.ZERO;
        while (!over.get()) {
            long before = System.nanoTime();
            assertThat(good.ask(PING).toJson()).isEqualTo(PONG);
            try (RawIpc another = RawIpc.authenticated(daemon.credentials())) {
                assertThat(another.ask(PING).toJson()).isEqualTo(PONG);
                another.reset();
            }
            Duration took = Duration.ofNanos(System.nanoTime() - before);
            slowest = took.compareTo(slowest) > 0 ? took : slowest;
        }
        return slowest;
    }
}
