package online.cloudtolocalllm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.http.Answer;
import online.cloudtolocalllm.testkit.http.Bytes;
import online.cloudtolocalllm.testkit.http.RawHttp;
import online.cloudtolocalllm.testkit.process.Connections;
import online.cloudtolocalllm.testkit.process.DaemonProcess;
import online.cloudtolocalllm.testkit.process.TemporaryHome;
import online.cloudtolocalllm.testkit.upstream.Gate;
import online.cloudtolocalllm.testkit.upstream.Reply;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;
import online.cloudtolocalllm.testkit.upstream.SeenRequest;
import online.cloudtolocalllm.testkit.upstream.Turn;
import org.junit.jupiter.api.Test;

/** A daemon that is told to stop in the middle of answers. */
class DrainTest {

    private static final int STREAMS = 50;
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
                assertThat(took).isBetween(DRAIN.minusMillis(500), DRAIN.plusSeconds(10));
                upstream.awaitClientGone(held);
                assertThat(daemon.process().awaitExit(Until.LIMIT).exitCode()).isZero();
                assertThat(home.locations().trayPort()).doesNotExist();
            } finally {
                soon.open();
                never.open();
            }
        }
    }

    @Test
    void fiftyStreamsAreWholeAfterSigtermAndNothingNewBegins() throws Exception {
        Gate gate = new Gate();
        try (ScriptedUpstream upstream = ScriptedUpstream.ollama();
                TemporaryHome home = TemporaryHome.with(Connections.none().local(upstream.url()));
                DaemonProcess daemon = Programs.startDaemon(home)) {
            Gateway gateway = Gateway.of(daemon);
            upstream.on(Gateway.CHAT, Collections.nCopies(STREAMS, answer(gate)).toArray(Turn[]::new));
            List<OpenChat> chats = new ArrayList<>();
            try (RawHttp idle = RawHttp.connect(daemon.gateway())) {
                for (int i = 0; i < STREAMS; i++) {
                    chats.add(gateway.openChat("tiny", "hi"));
                }
                assertThat(idle.request("GET", "/api/version", Bytes.NONE)
                                .readAnswer()
                                .status())
                        .isEqualTo(200);
                daemon.process().signal("TERM");
                assertThat(idle.readUntilClosed().isEmpty()).isTrue();
                OpenChat busy = chats.getFirst();
                busy.http().request("GET", "/api/version", Bytes.NONE);

                gate.open();
                for (OpenChat chat : chats) {
                    assertThat(chat.finish().isWhole()).isTrue();
                }
                // it is refused, or came when the connection had ended already
                assertThat(busy.http().readUntilClosed().utf8()).matches("(?s)(HTTP/1\\.1 503 .*)?");
                assertThat(daemon.process().awaitExit(Until.LIMIT).exitCode()).isZero();
            } finally {
                gate.open();
                for (OpenChat chat : chats) {
                    chat.close();
                }
            }
        }
    }
}
