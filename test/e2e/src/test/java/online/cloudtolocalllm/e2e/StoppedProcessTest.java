package online.cloudtolocalllm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.http.Answer;
import online.cloudtolocalllm.testkit.process.Connections;
import online.cloudtolocalllm.testkit.process.DaemonProcess;
import online.cloudtolocalllm.testkit.process.TemporaryHome;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;
import org.junit.jupiter.api.Test;

/** A daemon that stands still for a while, as on a laptop whose lid is closed. */
class StoppedProcessTest {

    /** Longer than any timer is late on a busy machine. */
    private static final Duration STOPPED = Duration.ofSeconds(8);

    /** Far above what it takes on a busy machine, and below the 30 s after which a dead connection is given up. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private static void signal(String name, DaemonProcess daemon) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder(
                        "kill", "-" + name, Long.toString(daemon.process().pid()))
                .inheritIO()
                .start();
        assertThat(kill.waitFor()).isZero();
    }

    @Test
    void theFirstRequestAfterItIsAnsweredSoonThoughEveryConnectionIsDead() throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.ollama();
                TemporaryHome home = TemporaryHome.with(Connections.none().local(upstream.url()));
                DaemonProcess daemon = Programs.startDaemon(home)) {
            Gateway gateway = Gateway.of(daemon);
            gateway.await(Gateway.LOCAL, HealthState.UP);
            assertThat(gateway.chat("tiny", "hi").status()).isEqualTo(200);
            signal("STOP", daemon);
            assertThat(Until.holds(STOPPED, () -> false)).isFalse();
            upstream.goDown();
            upstream.comeUp();
            signal("CONT", daemon);

            long began = System.nanoTime();
            Answer answer = gateway.chat("tiny", "and now?");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.isWhole()).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
            assertThat(Until.holds(Until.LIMIT, () -> slept(home))).isTrue();
            gateway.await(Gateway.LOCAL, HealthState.UP);
        }
    }

    private static boolean slept(TemporaryHome home) {
        try {
            return Files.readString(home.locations().log()).contains("this computer slept");
        } catch (IOException e) {
            throw new AssertionError("the log cannot be read", e);
        }
    }
}
