package online.cloudtolocalllm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import online.cloudtolocalllm.client.DaemonLink;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.http.Answer;
import online.cloudtolocalllm.testkit.process.Connections;
import online.cloudtolocalllm.testkit.process.DaemonProcess;
import online.cloudtolocalllm.testkit.process.TemporaryHome;
import online.cloudtolocalllm.testkit.upstream.After;
import online.cloudtolocalllm.testkit.upstream.Fault;
import online.cloudtolocalllm.testkit.upstream.Gate;
import online.cloudtolocalllm.testkit.upstream.Offer;
import online.cloudtolocalllm.testkit.upstream.Reply;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;
import org.junit.jupiter.api.Test;

/** Much at once, with faults in between, and afterwards the daemon holds no more than before. */
class ManyChatsTest {

    private static final int CHATS = 50;
    private static final int NUMBERS = 200;
    /** The Java machine makes a carrier or two for virtual threads when it likes. */
    private static final int MORE_THREADS = 3;

    @Test
    void parallelChatsAreAllWholeAndLeaveNothingBehind() throws Exception {
        Offer offer = Offer.usual().counting(NUMBERS);
        try (ScriptedUpstream upstream = ScriptedUpstream.ollama(offer);
                TemporaryHome home = TemporaryHome.with(Connections.none().local(upstream.url()));
                DaemonProcess daemon = Programs.startDaemon(home)) {
            Gateway gateway = Gateway.of(daemon);
            gateway.await(Gateway.LOCAL, HealthState.UP);
            chats(gateway, offer);
            Footprint before = atRest(daemon, upstream);

            upstream.comeUp();
            gateway.await(Gateway.LOCAL, HealthState.UP);
            chats(gateway, offer);
            faults(gateway, upstream);
            for (int i = 0; i < 20; i++) {
                try (DaemonLink link = DaemonLink.open(home.locations())) {
                    assertThat(link.test(Gateway.LOCAL).ok()).isTrue();
                }
            }
            assertThat(gateway.status().requestsServed()).isGreaterThanOrEqualTo(2 * CHATS);

            upstream.goDown();
            AtomicReference<Footprint> last = new AtomicReference<>(Footprint.of(daemon.process()));
            boolean back = Until.holds(Until.LIMIT, () -> {
                Footprint now = Footprint.of(daemon.process());
                last.set(now);
                return now.descriptors() <= before.descriptors() && now.threads() <= before.threads() + MORE_THREADS;
            });
            assertThat(back).as("%s at rest before, %s now", before, last).isTrue();
            assertThat(gateway.status().requestsRunning()).isZero();
            assertThat(daemon.stop().errors()).isEmpty();
        }
    }

    private static void chats(Gateway gateway, Offer offer) throws Exception {
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < CHATS; i++) {
                answers.add(clients.submit(() -> gateway.chat("tiny", "count")));
            }
            for (Future<Answer> future : answers) {
                Answer answer = future.get();
                assertThat(answer.isWhole()).isTrue();
                assertThat(answer.lines()).hasSize(NUMBERS + 1);
                for (int n = 0; n < NUMBERS; n++) {
                    assertThat(answer.lines().get(n))
                            .contains("\"" + offer.pieces().get(n) + "\"");
                }
                assertThat(answer.lines().getLast()).contains("\"done\":true");
            }
        }
    }

    /** Streams that are cut, and clients that leave: before the first byte and in the middle. */
    private static void faults(Gateway gateway, ScriptedUpstream upstream) throws Exception {
        Reply.Streamed reply = Reply.ndjson(List.of("{\"n\":1}", "{\"n\":2}", "{\"done\":true}"));
        Gate gate = new Gate();
        for (int i = 0; i < 10; i++) {
            upstream.on(Gateway.CHAT, new Fault.CutByFin(reply, After.chunks(1)));
            assertThat(gateway.chat("tiny", "hi").isWhole()).isFalse();
            upstream.on(Gateway.CHAT, reply.holdAfter(1, gate));
            try (OpenChat left = gateway.openChat("tiny", "hi")) {
                left.http().reset();
            }
        }
        gate.open();
        gateway.await("nothing is on its way", status -> status.requestsRunning() == 0);
    }

    /** What the daemon holds when its only upstream is gone, so that no kept connection counts. */
    private static Footprint atRest(DaemonProcess daemon, ScriptedUpstream upstream)
            throws IOException, InterruptedException {
        upstream.goDown();
        for (int failedConnects = 0; failedConnects < 3; failedConnects++) {
            assertThat(Gateway.of(daemon).chat("tiny", "hi").status()).isEqualTo(502);
        }
        Gateway.of(daemon).await(Gateway.LOCAL, HealthState.DOWN);
        Footprint now = Footprint.of(daemon.process());
        return now.least(Footprint.of(daemon.process()));
    }
}
