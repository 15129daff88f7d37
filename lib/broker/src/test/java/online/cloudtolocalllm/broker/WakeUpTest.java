package online.cloudtolocalllm.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.broker.journal.Journal;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;
import online.cloudtolocalllm.testkit.upstream.SeenRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A broker on real sockets whose machine sleeps. */
class WakeUpTest {

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    private final SleepyTime time = new SleepyTime();
    private ScriptedUpstream upstream;
    private ScriptedUpstream other;
    private Broker broker;

    /** Real clocks, of which the wall clock can have gone on during a sleep. */
    private static final class SleepyTime implements TimeSource {
        private volatile Duration slept = Duration.ZERO;

        @Override
        public Instant now() {
            return Instant.now().plus(slept);
        }

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }
    }

    @BeforeEach
    void open() throws IOException {
        upstream = ScriptedUpstream.ollama();
        other = ScriptedUpstream.ollama();
        ConnectionSettings local = Connections.local(upstream.url());
        ConnectionSettings box = Connections.remote("box", other.url(), 20);
        // What is probed again is probed because of the sleep.
        broker = Broker.open(List.of(local, box), loops, blocking, PatientLimits.probedOnce(), time, Journal.NONE);
    }

    @AfterEach
    void close() throws IOException {
        broker.close();
        blocking.shutdownNow();
        loops.shutdownGracefully(5, 2_000, TimeUnit.MILLISECONDS).awaitUninterruptibly();
        upstream.close();
        other.close();
    }

    private boolean isUp(ConnectionSettings connection) {
        return broker.status()
                        .connection(connection.id())
                        .orElseThrow()
                        .health()
                        .state()
                == HealthState.UP;
    }

    private static boolean rests(ScriptedUpstream server) {
        return !server.requests("/api/ps").isEmpty();
    }

    private static int probes(ScriptedUpstream server) {
        return server.requests("/api/version").size();
    }

    @Test
    void afterASleepEveryConnectionIsMadeAnewAndProbedAtOnce() throws Exception {
        ConnectionSettings local = Connections.local(upstream.url());
        assertThat(Until.holds(Until.LIMIT, () -> isUp(local) && rests(upstream) && rests(other)))
                .isTrue();
        List<SeenRequest> before = List.of(
                upstream.requests("/api/ps").getLast(),
                other.requests("/api/ps").getLast());
        int here = probes(upstream);
        int there = probes(other);
        long began = System.nanoTime();
        time.slept = Duration.ofHours(8);

        assertThat(Until.holds(Until.LIMIT, () -> probes(upstream) > here && probes(other) > there))
                .isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
        upstream.awaitClientGone(before.getFirst());
        other.awaitClientGone(before.getLast());
        assertThat(upstream.requests("/api/version").getLast().connection())
                .isGreaterThan(before.getFirst().connection());
        assertThat(Until.holds(Until.LIMIT, () -> isUp(local))).isTrue();
    }
}
