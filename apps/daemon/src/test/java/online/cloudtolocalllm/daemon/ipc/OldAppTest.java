package online.cloudtolocalllm.daemon.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.daemon.ipc.legacy.LegacyGate;
import online.cloudtolocalllm.daemon.peer.Peers;
import online.cloudtolocalllm.daemon.peer.SocketPair;
import online.cloudtolocalllm.protocol.ipc.DaemonEvent;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.testkit.ManualClock;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.ipc.OldApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The original app on a real socket; and who is not even listened to. */
class OldAppTest {

    private static final IpcLimits LIMITS = IpcLimits.STANDARD.withHandshake(Duration.ofSeconds(3));

    private final ManualClock clock = new ManualClock();
    private final LegacyGate gate = new LegacyGate(clock, (after, task) -> () -> {});

    private LiveServer open() {
        gate.openFor(Duration.ofMinutes(15));
        return new LiveServer(LIMITS, new IpcAccess(Peers.UNKNOWN, gate));
    }

    private static OldApp app(LiveServer live) throws Exception {
        return new OldApp(live.credentials().port());
    }

    @Test
    void itWorksAsItDidWithItsOwnDaemon() throws Exception {
        try (LiveServer live = open();
                OldApp app = app(live)) {
            app.send(JsonObject.of("command", "UPDATE_TOOLTIP", "text", "CloudToLocalLLM"));
            assertThat(app.connectionStatus().object("local_ollama").text("state"))
                    .contains("connected");
            assertThat(app.proxyRequest("GET", "/api/tags", Optional.empty()).text("path"))
                    .contains("/api/tags");
            // Of 50 KB the first read may bring only a part, and the app drops both parts.
            live.control.answer = call -> Optional.of(new ProxyReply.Answered(
                    200, "local_ollama", JsonObject.of("message", JsonObject.of("content", "日本語 ✓".repeat(500)))));
            assertThat(app.proxyRequest(
                                    "POST", "/api/chat", Optional.of(JsonObject.of("model", "tiny", "stream", false)))
                            .object("message")
                            .text("content", "")
                            .length())
                    .isEqualTo(2_500);
            live.control.answer = call ->
                    Optional.of(new ProxyReply.Refused("Nobody is there.", "no_connection", OptionalInt.of(503), 1));
            assertThatThrownBy(() -> app.proxyRequest("GET", "/api/tags", Optional.empty()))
                    .hasMessage("Nobody is there.");
            app.send(JsonObject.of("command", "PING"));
            assertThat(app.connectionStatus().fields()).containsKeys("local_ollama", "cloud_proxy");
            assertThat(app.unreadable()).isEmpty();
            app.dispose();
            assertThat(live.control.quit.getCount()).isOne();
        }
    }

    @Test
    void itsWindowIsShownAndItsQuitEndsOnlyItself() throws Exception {
        try (LiveServer live = open();
                OldApp app = app(live);
                OldApp other = app(live)) {
            assertThat(other.connectionStatus().fields()).isNotEmpty();
            assertThat(app.connectionStatus().fields()).isNotEmpty();
            assertThat(app.nextCommand()).contains("CONNECTION_STATUS_CHANGED");
            ClientBoard.Client window =
                    live.control.audience().clients().newest("chat/").orElseThrow();
            assertThat(window.tell(new DaemonEvent.Show()).toCompletableFuture().get())
                    .isTrue();
            assertThat(app.nextCommand()).contains("SHOW");
            app.send(JsonObject.of("command", "QUIT"));
            assertThat(app.awaitLost()).isTrue();
            assertThat(other.connectionStatus().fields()).isNotEmpty();
            assertThat(live.control.quit.getCount()).isOne();
        }
    }

    @Test
    void itMaySaySomethingLaterThanOthersAndMuchAtOnce() throws Exception {
        gate.openFor(Duration.ofMinutes(15));
        IpcLimits impatient = LIMITS.withHandshake(Duration.ofMillis(300));
        try (LiveServer live = new LiveServer(impatient, new IpcAccess(Peers.UNKNOWN, gate));
                OldApp app = app(live);
                OldApp silent = app(live)) {
            assertThat(Until.holds(impatient.handshake().multipliedBy(4), silent::isLost))
                    .isFalse();
            JsonObject question = JsonObject.of("model", "tiny", "prompt", "x".repeat(3_000_000));
            assertThat(app.proxyRequest("POST", "/api/generate", Optional.of(question))
                            .text("path"))
                    .contains("/api/generate");
        }
    }

    @Test
    void theEndOfTheTimeEndsItsSession() throws Exception {
        try (LiveServer live = open();
                OldApp app = app(live);
                TestClient proved = live.client()) {
            assertThat(app.connectionStatus().fields()).isNotEmpty();
            gate.endTime();
            assertThat(app.awaitLost()).isTrue();
            assertThat(proved.ask("{\"command\":\"PING\",\"id\":1}").text("status"))
                    .contains("pong");
        }
    }

    @Test
    void whoPingsAndBeginsAHandshakeGetsNoPlaceWithoutAProof() throws Exception {
        try (LiveServer live = open();
                TestClient client = live.connect()) {
            assertThat(client.ask("{\"command\":\"PING\",\"id\":1}").text("status"))
                    .contains("pong");
            client.send(Conversation.HELLO.strip());
            assertThat(client.read().text("response")).contains("HELLO");
            assertThat(live.control.audience().clients().count()).isZero();
            gate.endTime();
            client.expectClosed();
        }
    }

    @Test
    void whoOnlyPingsGoesWithTheTime() throws Exception {
        try (LiveServer live = open();
                TestClient client = live.connect()) {
            assertThat(client.ask("{\"command\":\"PING\",\"id\":1}").text("status"))
                    .contains("pong");
            assertThat(live.control.audience().clients().count()).isZero();
            gate.endTime();
            client.expectClosed();
        }
    }

    @Test
    void whenItLeavesWhatItAskedForIsCancelled() throws Exception {
        try (LiveServer live = open();
                OldApp app = app(live)) {
            live.control.answer = call -> Optional.empty();
            app.send(JsonObject.of("command", "PROXY_REQUEST", "method", "GET").with("path", "/api/tags"));
            FakeControl.Call call = live.control.nextCall();
            app.dispose();
            assertThat(call.cancelled().await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n{\"command\":\"UPDATE_AUTH_TOKEN\",\"token\":\"x\"}\n",
                "\r\n\r\n{\"command\":\"GET_CONNECTION_STATUS\"}\n",
                " {\"command\":\"GET_CONNECTION_STATUS\"}\n",
                "[]\n"
            })
    void theFirstByteCountsForItToo(String bytes) throws Exception {
        try (LiveServer live = open();
                OldApp app = app(live)) {
            app.write(bytes.getBytes(StandardCharsets.UTF_8));
            assertThat(app.awaitLost()).isTrue();
            assertThat(live.control.calls).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(value = Peers.Verdict.class, names = "ADMITTED", mode = EnumSource.Mode.EXCLUDE)
    void nobodyElsesProgramIsListenedTo(Peers.Verdict verdict) throws Exception {
        gate.openFor(Duration.ofMinutes(15));
        try (LiveServer live =
                        new LiveServer(LIMITS, new IpcAccess(says(CompletableFuture.completedFuture(verdict)), gate));
                TestClient client = live.connect();
                OldApp app = app(live)) {
            client.expectClosed();
            assertThat(app.awaitLost()).isTrue();
            assertThat(live.control.calls).isEmpty();
        }
    }

    @Test
    void nothingIsReadBeforeItIsKnownWhoseItIs() throws Exception {
        gate.openFor(Duration.ofMinutes(15));
        CompletableFuture<Peers.Verdict> verdict = new CompletableFuture<>();
        try (LiveServer live = new LiveServer(IpcLimits.STANDARD, new IpcAccess(says(verdict), gate));
                OldApp app = app(live)) {
            List<JsonObject> sent = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                sent.add(JsonObject.of("command", "PROXY_REQUEST", "method", "GET")
                        .with("path", "/api/tags" + i));
            }
            for (JsonObject command : sent) {
                app.send(command);
            }
            assertThat(Until.holds(Duration.ofMillis(200), () -> !live.control.calls.isEmpty()))
                    .isFalse();
            verdict.complete(Peers.Verdict.ADMITTED);
            for (JsonObject command : sent) {
                assertThat(new JsonText(
                                live.control.nextCall().request().target().toString()))
                        .isEqualTo(command.get("path").orElseThrow());
            }
        }
    }

    private static Peers says(CompletableFuture<Peers.Verdict> verdict) {
        return new Peers() {
            @Override
            public CompletableFuture<Verdict> judge(SocketPair pair) {
                return verdict;
            }

            @Override
            public CompletableFuture<Boolean> hasLeft(SocketPair pair) {
                return CompletableFuture.completedFuture(false);
            }
        };
    }
}
