package online.cloudtolocalllm.daemon.gateway;

import static online.cloudtolocalllm.daemon.gateway.AttackedGateway.CHAT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import online.cloudtolocalllm.daemon.peer.LinuxPeers;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.http.Bytes;
import online.cloudtolocalllm.testkit.http.RawHttp;
import online.cloudtolocalllm.testkit.upstream.Fault;
import online.cloudtolocalllm.testkit.upstream.Turn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that leave before they are answered: noticed within a second, and at nobody else's cost. */
@ExtendWith(NoBufferLeaks.class)
class LeavingClientsTest {

    private static final long MUCH = 64L * 1024 * 1024;
    private static final Duration SOON = Duration.ofSeconds(1);

    /** A machine that is busy with something else may be late. */
    private static final Duration BUSY = Duration.ofSeconds(9);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @EnabledOnOs(OS.LINUX)
    void aClientThatLeavesWhileItIsHeldBackIsNoticed(boolean byReset) throws Exception {
        try (ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
                Sink sink = new Sink();
                GatewayFixture gateway = new GatewayFixture()
                        .connection(
                                "local_ollama",
                                JsonObject.of("connection_type", "local_ollama", "api_base_url", sink.url()))
                        .guards(new Guards(
                                new AccessRules(Set.of(), Set.of()),
                                LinuxPeers.ofThisComputer(blocking),
                                KeyCheck.NONE))
                        .open()) {
            RawHttp client = RawHttp.connect(gateway.address());
            client.send("POST /api/blobs/sha256:0 HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + MUCH + "\r\n\r\n");
            AtomicLong sent = new AtomicLong();
            Thread sender = Thread.ofVirtual().start(() -> send(client, sent));
            awaitStandstill(sent);
            assertThat(Until.holds(Until.LIMIT, () -> gateway.broker().requestsRunning() == 1))
                    .isTrue();

            long left = System.nanoTime();
            if (byReset) {
                client.reset();
            } else {
                client.close();
            }
            gateway.awaitIdle();
            assertThat(Duration.ofNanos(System.nanoTime() - left)).isLessThan(SOON.plus(BUSY));
            sender.join();
            assertThat(sent.get()).isLessThan(MUCH);
            blocking.shutdownNow();
        }
    }

    private static void send(RawHttp client, AtomicLong sent) {
        Bytes piece = Bytes.of(new byte[64 * 1024]);
        try {
            while (sent.get() < MUCH) {
                client.send(piece);
                sent.addAndGet(piece.size());
            }
        } catch (IOException left) {
            // the client has left, as the test wants it
        }
    }

    private static void awaitStandstill(AtomicLong counter) throws InterruptedException {
        AtomicLong last = new AtomicLong(-1);
        AtomicLong same = new AtomicLong();
        assertThat(Until.holds(Until.LIMIT, () -> {
                    boolean stands = counter.get() > 0 && last.getAndSet(counter.get()) == counter.get();
                    same.set(stands ? same.get() + 1 : 0);
                    return same.get() > 10;
                }))
                .isTrue();
    }

    @Test
    void twentyThatLeaveWhileTheyWaitLeaveTheirPlaceAndTheHealthAlone() throws Exception {
        try (AttackedGateway gateway = new AttackedGateway()) {
            gateway.gateway().awaitState("local_ollama", HealthState.UP);
            Turn[] hangs = new Turn[20];
            Arrays.fill(hangs, new Fault.HangsBeforeFirstByte());
            gateway.upstream().on("/api/chat", hangs);
            List<RawHttp> clients = new ArrayList<>();
            for (int i = 0; i < hangs.length; i++) {
                clients.add(gateway.connect().request("POST", "/api/chat", Bytes.utf8(CHAT)));
            }
            for (int i = 0; i < hangs.length; i++) {
                gateway.upstream().awaitRequest("/api/chat");
            }
            long left = System.nanoTime();
            for (RawHttp client : clients) {
                client.close();
            }
            assertThat(RawHttp.post(gateway.address(), "/api/chat", CHAT).status())
                    .isEqualTo(200);
            gateway.gateway().awaitIdle();
            assertThat(Duration.ofNanos(System.nanoTime() - left)).isLessThan(SOON.plus(BUSY));
            gateway.gateway().awaitState("local_ollama", HealthState.UP);
            gateway.assertUnharmed();
        }
    }
}
