package online.cloudtolocalllm.daemon.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import online.cloudtolocalllm.broker.BoardWatcher;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.FailoverEvent;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.http.Answer;
import online.cloudtolocalllm.testkit.http.Bytes;
import online.cloudtolocalllm.testkit.http.RawHttp;
import online.cloudtolocalllm.testkit.upstream.Door;
import online.cloudtolocalllm.testkit.upstream.Fault;
import online.cloudtolocalllm.testkit.upstream.Gate;
import online.cloudtolocalllm.testkit.upstream.Offer;
import online.cloudtolocalllm.testkit.upstream.Reply;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a connection's faults do to its health, and how soon they are seen. */
@ExtendWith(NoBufferLeaks.class)
class HealthFaultsTest {

    private static final String CHAT = "{\"model\":\"tiny\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    private static final ConnectionId LOCAL = new ConnectionId("local_ollama");

    /** Twice what it takes (see the benchmarks), for machines that are busy with something else. */
    private static final Duration SECONDS = Duration.ofSeconds(10);

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

    private GatewayFixture quick() throws IOException {
        return new GatewayFixture()
                .local(local)
                .limits(GatewayFixture::quickProbes)
                .open();
    }

    private static ConnectionStatus status(GatewayFixture gateway) {
        return gateway.broker().status().connection(LOCAL).orElseThrow();
    }

    private static void servedBy(Answer answer, String name) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.isWhole()).isTrue();
        assertThat(answer.head().first("X-Served-By")).contains(name);
    }

    private static Answer chat(GatewayFixture gateway) throws IOException {
        return RawHttp.post(gateway.address(), "/api/chat", CHAT);
    }

    @ParameterizedTest
    @CsvSource({
        "404, SLOW,         wrong endpoint",
        "405, SLOW,         wrong endpoint",
        "500, SLOW,         500",
        "502, SLOW,         502",
        "503, SLOW,         503",
        "429, RATE_LIMITED, asked too much",
    })
    void aServerThatAnswersItsProbesBadlyIsNeverDownAndServes(int status, HealthState state, String words)
            throws Exception {
        local.always("/api/version", Reply.json(status, "{\"error\":\"no\"}"));
        Set<HealthState> states = ConcurrentHashMap.newKeySet();
        try (GatewayFixture gateway = quick();
                RawHttp waiting = RawHttp.connect(gateway.address())) {
            gateway.awaitState("local_ollama", state);
            assertThat(status(gateway).health().reason()).contains(words);
            Gate gate = new Gate();
            local.on("/api/chat", Reply.ndjson(List.of("{\"done\":true}")).holdAfter(0, gate));
            waiting.request("POST", "/api/chat", Bytes.utf8(CHAT));
            local.awaitRequest("/api/chat");
            int before = local.requests("/api/version").size();
            boolean probed = Until.holds(Until.LIMIT, () -> {
                states.add(status(gateway).health().state());
                return local.requests("/api/version").size() >= before + (state == HealthState.SLOW ? 25 : 5);
            });
            assertThat(probed).isTrue();
            servedBy(chat(gateway), "local_ollama");
            gate.open();
            servedBy(waiting.readAnswer(), "local_ollama");
            assertThat(states).containsExactly(state);
        }
    }

    @Test
    void aConnectionThatIsAskedTooMuchIsLeftAloneForAsLongAsItSaysAndComesBackByItself() throws Exception {
        local.on("/api/chat", Reply.json(429, "{\"error\":\"slow down\"}").with("Retry-After", "5"));
        try (GatewayFixture gateway = new GatewayFixture()
                .local(local)
                .cloud(cloud, "cloud-token")
                .limits(GatewayFixture::quickProbes)
                .open()) {
            gateway.awaitState("local_ollama", HealthState.UP);
            gateway.awaitState("cloud_proxy", HealthState.UP);
            long began = System.nanoTime();
            servedBy(chat(gateway), "cloud_proxy");
            assertThat(status(gateway).health().state()).isEqualTo(HealthState.RATE_LIMITED);

            servedBy(chat(gateway), "cloud_proxy");
            gateway.awaitState("local_ollama", HealthState.UP);
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            assertThat(took).isGreaterThan(Duration.ofMillis(4_800));
            servedBy(chat(gateway), "local_ollama");
        }
    }

    @Test
    void anErrorInOllamasOwnShapeIsNothingToItsHealth() throws Exception {
        local.always(
                "/api/chat", Reply.json(500, "{\"error\":\"option \\\"temperature\\\" must be of type float32\"}"));
        try (GatewayFixture gateway = quick()) {
            gateway.awaitState("local_ollama", HealthState.UP);
            for (int i = 0; i < 10; i++) {
                assertThat(chat(gateway).status()).isEqualTo(500);
                assertThat(status(gateway).health().state()).isEqualTo(HealthState.UP);
            }
        }
    }

    @Test
    void aTokenThatRequestsAreRefusedForIsNotRedeemedByAPathThatNeedsNone() throws Exception {
        local.on("/api/chat", Reply.json(401, "{\"error\":\"who are you\"}"));
        try (GatewayFixture gateway = quick()) {
            gateway.awaitState("local_ollama", HealthState.UP);
            assertThat(chat(gateway).status()).isEqualTo(401);
            int before = local.requests("/api/version").size();
            assertThat(Until.holds(
                            Until.LIMIT, () -> local.requests("/api/version").size() > before + 5))
                    .isTrue();
            assertThat(status(gateway).health().state()).isEqualTo(HealthState.SIGN_IN_NEEDED);
            servedBy(chat(gateway), "local_ollama");
            assertThat(status(gateway).health().state()).isEqualTo(HealthState.UP);
        }
    }

    /** With the product's own times. */
    @Test
    void aBlackHoleIsSeenAndLeftAndItsEndIsSeenWithinSeconds() throws Exception {
        try (GatewayFixture gateway = GatewayFixture.localAndCloud(local, cloud);
                RawHttp client = RawHttp.connect(gateway.address())) {
            gateway.awaitState("local_ollama", HealthState.UP);
            gateway.awaitState("cloud_proxy", HealthState.UP);
            local.on("/api/chat", new Fault.HangsBeforeFirstByte());
            for (String path : List.of("/api/version", "/api/tags", "/api/ps")) {
                local.always(path, new Fault.HangsBeforeFirstByte());
            }
            local.door(Door.ACCEPTS_AND_HANGS);
            long began = System.nanoTime();
            client.request("POST", "/api/chat", Bytes.utf8(CHAT));

            gateway.awaitState("local_ollama", HealthState.DOWN);
            Duration seen = Duration.ofNanos(System.nanoTime() - began);
            servedBy(client.readAnswer(), "cloud_proxy");
            Duration taken = Duration.ofNanos(System.nanoTime() - began);

            local.behave();
            local.comeUp();
            long again = System.nanoTime();
            gateway.awaitState("local_ollama", HealthState.UP);
            Duration back = Duration.ofNanos(System.nanoTime() - again);
            assertThat(seen).isLessThan(SECONDS);
            assertThat(taken).isLessThan(SECONDS);
            assertThat(back).isLessThan(SECONDS);
        }
    }

    @Test
    void aServerThatDiesUnderTrafficIsBackWithinSeconds() throws Exception {
        try (GatewayFixture gateway = GatewayFixture.localAndCloud(local, cloud)) {
            gateway.awaitState("local_ollama", HealthState.UP);
            local.goDown();
            for (int i = 0; i < 3; i++) {
                servedBy(chat(gateway), "cloud_proxy");
            }
            // A probe that failed meanwhile has sent the requests elsewhere: then the next probes find it down.
            gateway.awaitState("local_ollama", HealthState.DOWN);
            local.comeUp();
            long again = System.nanoTime();
            gateway.awaitState("local_ollama", HealthState.UP);
            Duration back = Duration.ofNanos(System.nanoTime() - again);
            assertThat(back).isLessThan(SECONDS);
        }
    }

    private record WhenChanged(Runnable then) implements BoardWatcher {

        @Override
        public void changed() {
            then.run();
        }

        @Override
        public void failedOver(FailoverEvent event) {
            // the answer tells who gave it
        }
    }

    @Test
    void aStallThatEndsBeforeItIsABlackHoleKillsNothing() throws Exception {
        try (GatewayFixture gateway = GatewayFixture.localAndCloud(local, cloud);
                RawHttp client = RawHttp.connect(gateway.address())) {
            gateway.awaitState("local_ollama", HealthState.UP);
            Gate gate = new Gate();
            Reply held = Reply.ndjson(List.of("{\"done\":true}")).holdAfter(0, gate);
            local.on("/api/chat", held);
            for (String path : List.of("/api/version", "/api/tags", "/api/ps")) {
                local.always(path, Reply.ndjson(List.of("{\"version\":\"1\"}")).holdAfter(0, gate));
            }
            // In the very moment: whoever only looks now and then may come when it is down already.
            gateway.broker().watch(new WhenChanged(() -> {
                if (status(gateway).health().state() == HealthState.SLOW) {
                    gate.open();
                }
            }));
            client.request("POST", "/api/chat", Bytes.utf8(CHAT));
            servedBy(client.readAnswer(), "local_ollama");
        }
    }

    @Test
    void whatWasPulledOrDeletedIsListedAtOnce() throws Exception {
        local.always("/api/ps", Reply.json("{\"models\":[{\"name\":\"tiny:latest\",\"size_vram\":5}]}"));
        try (GatewayFixture gateway = GatewayFixture.only(local)) {
            assertThat(Until.holds(
                            Until.LIMIT,
                            () -> status(gateway).models().equals(List.of("tiny:latest"))
                                    && status(gateway).loaded().equals(List.of("tiny:latest"))))
                    .isTrue();
            local.always("/api/tags", Reply.json("{\"models\":[{\"name\":\"new:latest\"}]}"));
            local.always("/api/ps", Reply.json("{\"models\":[{\"name\":\"new:latest\",\"size_vram\":5}]}"));
            local.on("/api/pull", Reply.ndjson(List.of("{\"status\":\"success\"}")));
            assertThat(RawHttp.post(gateway.address(), "/api/pull", "{\"model\":\"new\"}")
                            .status())
                    .isEqualTo(200);
            assertThat(Until.holds(
                            Until.LIMIT,
                            () -> status(gateway).models().equals(List.of("new:latest"))
                                    && status(gateway).loaded().equals(List.of("new:latest"))))
                    .isTrue();
        }
    }

    @Test
    void oneDeadConnectionDelaysNoOther() throws Exception {
        local.door(Door.BLACK_HOLE);
        cloud.door(Door.ACCEPTS_AND_HANGS);
        try (ScriptedUpstream good = ScriptedUpstream.ollama()) {
            try (GatewayFixture gateway = new GatewayFixture()
                    .local(local)
                    .cloud(cloud, "cloud-token")
                    .connection("good", JsonObject.of("connection_type", "ollama", "api_base_url", good.url()))
                    .limits(GatewayFixture::patientProbes)
                    .open()) {
                gateway.awaitState("good", HealthState.UP);
                assertThat(status(gateway).health().state()).isNotEqualTo(HealthState.DOWN);
                gateway.awaitState("local_ollama", HealthState.DOWN);
                gateway.awaitState("cloud_proxy", HealthState.DOWN);
            }
        }
    }
}
