package online.cloudtolocalllm.daemon.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.http.Answer;
import online.cloudtolocalllm.testkit.http.Bytes;
import online.cloudtolocalllm.testkit.http.RawHttp;
import online.cloudtolocalllm.testkit.upstream.Fault;
import online.cloudtolocalllm.testkit.upstream.Gate;
import online.cloudtolocalllm.testkit.upstream.Offer;
import online.cloudtolocalllm.testkit.upstream.Reply;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** More requests than connections have room for. */
@ExtendWith(NoBufferLeaks.class)
class LineTest {

    private static final String CHAT = "{\"model\":\"tiny\",\"messages\":[]}";
    private static final int ROOM = 64;
    private static final int LINE = 512;

    private final Gate gate = new Gate();
    private final List<RawHttp> clients = new ArrayList<>();
    private ScriptedUpstream local;
    private ScriptedUpstream cloud;

    @BeforeEach
    void open() throws IOException {
        local = ScriptedUpstream.ollama();
        cloud = ScriptedUpstream.cloud("cloud-token", Offer.usual());
        local.always("/api/chat", new Fault.LateFirstByte(Reply.usual(), gate));
        cloud.always("/api/ollama/api/chat", new Fault.LateFirstByte(Reply.usual(), gate));
    }

    @AfterEach
    void close() throws IOException {
        gate.open();
        for (RawHttp client : clients) {
            client.close();
        }
        local.close();
        cloud.close();
    }

    private RawHttp ask(GatewayFixture gateway) throws IOException {
        RawHttp client = RawHttp.connect(gateway.address(), Duration.ofSeconds(60), 0);
        clients.add(client);
        client.request("POST", "/api/chat", Bytes.utf8(CHAT));
        return client;
    }

    private static void awaitState(GatewayFixture gateway, long running, long queued) throws InterruptedException {
        assertThat(Until.holds(
                        Until.LIMIT,
                        () -> gateway.broker().requestsRunning() == running
                                && gateway.broker().requestsQueued() == queued))
                .as(
                        "%s running, %s queued",
                        gateway.broker().requestsRunning(), gateway.broker().requestsQueued())
                .isTrue();
    }

    private void fill(GatewayFixture gateway, int count, int queued) throws Exception {
        for (int i = 0; i < count; i++) {
            ask(gateway);
        }
        awaitState(gateway, clients.size(), queued);
    }

    @Test
    void whoFindsNoRoomWaitsAndWhoFindsNoPlaceIsToldAtOnce() throws Exception {
        int tooMany = 40;
        try (GatewayFixture gateway = GatewayFixture.only(local)) {
            fill(gateway, ROOM + LINE, LINE);
            assertThat(Until.holds(
                            Until.LIMIT, () -> local.requests("/api/chat").size() == ROOM))
                    .isTrue();

            List<Long> tookNanos = new ArrayList<>();
            for (int i = 0; i < tooMany; i++) {
                long began = System.nanoTime();
                Answer refused = RawHttp.post(gateway.address(), "/api/chat", CHAT);
                tookNanos.add(System.nanoTime() - began);
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.head().first("Retry-After")).isPresent();
                assertThat(refused.text()).contains("is answering 64 requests, and 512 more", "Ask again");
            }
            tookNanos.sort(null);
            assertThat(Duration.ofNanos(tookNanos.get(tooMany / 2))).isLessThan(Duration.ofSeconds(5));
            assertThat(RawHttp.get(gateway.address(), "/_broker/status").text()).contains("\"requests_queued\":512");
            assertThat(local.requests("/api/chat")).hasSize(ROOM);

            gate.open();
            for (RawHttp client : clients) {
                Answer answer = client.readAnswer();
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.isWhole()).isTrue();
            }
            gateway.awaitIdle();
            awaitState(gateway, 0, 0);
            assertThat(local.requests("/api/chat")).hasSize(ROOM + LINE);
        }
    }

    @Test
    void aConnectionThatHasRoomTakesWhatTheFirstHasNone() throws Exception {
        try (GatewayFixture gateway = GatewayFixture.localAndCloud(local, cloud)) {
            fill(gateway, 2 * ROOM + 3, 3);
            assertThat(Until.holds(
                            Until.LIMIT,
                            () -> local.requests("/api/chat").size() == ROOM
                                    && cloud.requests("/api/ollama/api/chat").size() == ROOM))
                    .isTrue();
            gate.open();
            for (RawHttp client : clients) {
                Answer answer = client.readAnswer();
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.head().first("X-Attempts")).contains("1");
            }
            gateway.awaitIdle();
        }
    }

    @Test
    void whoLeavesWhileWaitingIsForgottenAtOnce() throws Exception {
        try (GatewayFixture gateway = GatewayFixture.only(local)) {
            fill(gateway, ROOM, 0);
            fill(gateway, 10, 10);
            for (int i = 0; i < 9; i++) {
                clients.removeLast().close();
            }
            awaitState(gateway, ROOM + 1, 1);
            gate.open();
            assertThat(clients.getLast().readAnswer().status()).isEqualTo(200);
            gateway.awaitIdle();
            assertThat(local.requests("/api/chat")).hasSize(ROOM + 1);
        }
    }

    @Test
    void roomsAreFreeAgainHoweverTheirRequestsEnded() throws Exception {
        try (GatewayFixture gateway = GatewayFixture.only(local)) {
            fill(gateway, ROOM, 0);
            for (RawHttp client : clients) {
                client.reset();
            }
            clients.clear();
            gateway.awaitIdle();
            fill(gateway, ROOM, 0);
            local.goDown();
            for (RawHttp client : clients) {
                assertThat(client.readAnswer().status()).isEqualTo(502);
            }
            gateway.awaitIdle();
            local.comeUp();
            gate.open();
            assertThat(ask(gateway).readAnswer().status()).isEqualTo(200);
        }
    }

    @Test
    void whoWaitsIsToldWhenTheDaemonStopsAndNobodyElseIsTaken() throws Exception {
        try (GatewayFixture gateway = GatewayFixture.only(local)) {
            fill(gateway, ROOM, 0);
            fill(gateway, 1, 1);
            gateway.broker().stopTaking();
            Answer late = RawHttp.post(gateway.address(), "/api/chat", CHAT);
            assertThat(late.status()).isEqualTo(503);
            assertThat(late.text()).contains("The daemon is stopping.");

            gateway.broker().interrupt("The daemon is stopping. Ask again.");
            for (RawHttp client : clients) {
                Answer answer = client.readAnswer();
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.text()).contains("The daemon is stopping.");
            }
            gateway.awaitIdle();
            awaitState(gateway, 0, 0);
        }
    }
}
