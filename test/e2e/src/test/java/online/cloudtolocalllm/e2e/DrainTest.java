package online.cloudtolocalllm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.http.Answer;
import online.cloudtolocalllm.testkit.process.Connections;
import online.cloudtolocalllm.testkit.process.DaemonProcess;
import online.cloudtolocalllm.testkit.process.TemporaryHome;
import online.cloudtolocalllm.testkit.upstream.Gate;
import online.cloudtolocalllm.testkit.upstream.Reply;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;
import online.cloudtolocalllm.testkit.upstream.SeenRequest;
import org.junit.jupiter.api.Test;

/** A daemon that is told to stop in the middle of answers. */
class DrainTest {

    private static final Duration DRAIN = Duration.ofSeconds(10);

    private static Reply answer(Gate gate) {
        return Reply.ndjson(List.of("{\"n\":1}", "{\"n\":2}", "{\"n\":3,\"done\":true}"))
                .holdAfter(1, gate);
    }

    @Test
    void answersThatEndInTimeAreWholeAndTheOthersAreOpenlyBroken() throws Exception {
        Gate soon = new Gate();
        Gate never = new Gate();
        try (ScriptedUpstream upstream = ScriptedUpstream.ollama();
                TemporaryHome home = TemporaryHome.with(Connections.none().local(upstream.url()));
                DaemonProcess daemon = Programs.startDaemon(home)) {
            Gateway gateway = Gateway.of(daemon);
            upstream.on(Gateway.CHAT, answer(soon), answer(never));
            try (OpenChat inTime = gateway.openChat("tiny", "hi");
                    OpenChat late = gateway.openChat("tiny", "hi")) {
                upstream.awaitRequest(Gateway.CHAT);
                SeenRequest held = upstream.awaitRequest(Gateway.CHAT);
                long asked = System.nanoTime();
                daemon.process().signal("TERM");
                assertThat(Until.holds(Until.LIMIT, () -> !Gateway.listens(daemon.gateway())))
                        .isTrue();

                soon.open();
                Answer whole = inTime.finish();
                assertThat(whole.isWhole()).isTrue();
                assertThat(whole.lines()).last().isEqualTo("{\"n\":3,\"done\":true}");
                assertThat(daemon.process().isAlive()).isTrue();

                daemon.process().signal("TERM");
                Answer broken = late.finish();
                Duration took = Duration.ofNanos(System.nanoTime() - asked);
                assertThat(broken.isWhole()).isFalse();
                assertThat(broken.lines()).hasSize(2).first().isEqualTo("{\"n\":1}");
                assertThat(broken.lines().getLast()).startsWith("{\"error\":\"").contains("The daemon is stopping");
                assertThat(took).isBetween(DRAIN.minusMillis(500), DRAIN.plusSeconds(5));
                upstream.awaitClientGone(held);
                assertThat(daemon.process().awaitExit(Until.LIMIT).exitCode()).isZero();
                assertThat(home.locations().trayPort()).doesNotExist();
            } finally {
                soon.open();
                never.open();
            }
        }
    }
}
