package online.cloudtolocalllm.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A lasting link that may start a daemon. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launchers of this test are shell scripts")
class LastingStartTest {

    private static final LinkTimes FAST = new LinkTimes(
            new Backoff(Duration.ofMillis(10), Duration.ofMillis(50)),
            new Backoff(Duration.ofMillis(10), Duration.ofMillis(50)),
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(5),
            // A link of any age that is lost is followed by an attempt, not by a pause.
            Duration.ZERO,
            Duration.ofMillis(20),
            Duration.ofSeconds(20));

    @TempDir
    Path folder;

    private final BlockingQueue<LinkState> states = new LinkedBlockingQueue<>();

    private Locations locations = new Locations(Path.of("unset"));
    private Path sign = Path.of("unset");

    @BeforeEach
    void home() throws Exception {
        locations = new Locations(folder.resolve("home"));
        sign = folder.resolve("sign");
        assertThat(new ProcessBuilder("mkfifo", sign.toString()).start().waitFor())
                .isZero();
    }

    private LastingLink open(String script) throws Exception {
        return open(script, FAST);
    }

    private LastingLink open(String script, LinkTimes times) throws Exception {
        Path launcher = folder.resolve("a launcher");
        Files.writeString(launcher, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
        return LastingLink.open(ClientOptions.of(locations, "test/1.0").withLauncher(launcher), times, states::add);
    }

    private LinkState next() throws InterruptedException {
        LinkState next = states.poll(20, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }

    @Test
    void aDaemonIsStartedWhereNoneRunsAndAgainWhenItDied() throws Exception {
        try (LastingLink link = open("echo started > '" + sign + "'")) {
            for (int round = 0; round < 2; round++) {
                assertThat(Files.readString(sign)).isEqualTo("started\n");
                try (FakeDaemon daemon = FakeDaemon.scripted(locations, (request, client) -> false)) {
                    assertThat(link.request(JsonObject.of("command", "PING"), Until.LIMIT)
                                    .text("status"))
                            .contains("pong");
                    assertThat(next()).isInstanceOf(LinkState.Connecting.class);
                    assertThat(next()).isInstanceOf(LinkState.Starting.class);
                    assertThat(next()).isEqualTo(new LinkState.Connected(daemon.instance()));
                    HomeScene.crash(daemon, link);
                }
            }
            assertThat(Files.readString(sign)).isEqualTo("started\n");
        }
    }

    @Test
    void whyItFailedIsSaidUntilTheNextStart() throws Exception {
        Duration never = Duration.ofHours(1);
        LinkTimes oneStart = new LinkTimes(
                FAST.retry(),
                new Backoff(never, never),
                FAST.handshake(),
                FAST.quiet(),
                FAST.sign(),
                FAST.steady(),
                FAST.look(),
                FAST.start());
        try (LastingLink link = open("echo 'port 1 is in use' >&2; exit 5", oneStart)) {
            for (int failed = 0; failed < 3; ) {
                if (next() instanceof LinkState.Waiting waiting) {
                    assertThat(waiting.why())
                            .isInstanceOf(DaemonException.NotStarted.class)
                            .hasMessageContaining("port 1 is in use");
                    failed++;
                }
            }
            assertThat(link.state()).isNotInstanceOf(LinkState.Connected.class);
        }
    }

    @Test
    void oneThatWasToldToQuitIsNotStartedAgainUnlessAskedFor() throws Exception {
        try (LastingLink link = open("echo started > '" + sign + "'")) {
            assertThat(Files.readString(sign)).isEqualTo("started\n");
            try (FakeDaemon daemon = FakeDaemon.scripted(locations, (request, client) -> false)) {
                link.request(JsonObject.of("command", "QUIT"), Until.LIMIT);
                while (!(link.state() instanceof LinkState.Stopped)) {
                    assertThat(next()).isNotInstanceOf(LinkState.Closed.class);
                }
                assertThat(daemon.received("QUIT")).hasSize(1);
            }
            assertThat(Until.holds(Duration.ofMillis(200), () -> !(link.state() instanceof LinkState.Stopped)))
                    .isFalse();
            link.connectNow();
            assertThat(Files.readString(sign)).isEqualTo("started\n");
        }
    }

    @Test
    void aStartThatFailsIsAStateWithItsReasonAndTriedAgain() throws Exception {
        try (LastingLink link = open("echo 'port 1 is in use' >&2; exit 5")) {
            for (int starts = 0; starts < 3; ) {
                if (next() instanceof LinkState.Waiting(Duration _, int _, DaemonException.NotStarted why)) {
                    assertThat(why).hasMessageContaining("exit code 5").hasMessageContaining("port 1 is in use");
                    starts++;
                }
            }
            assertThatThrownBy(() -> link.request(JsonObject.of("command", "PING"), Duration.ofMillis(1)))
                    .isInstanceOf(DaemonException.class);
        }
    }
}
