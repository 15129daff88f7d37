package online.cloudtolocalllm.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.broker.Broker;
import online.cloudtolocalllm.broker.TimeLimits;
import online.cloudtolocalllm.broker.journal.Journal;
import online.cloudtolocalllm.daemon.ipc.legacy.LegacyGate;
import online.cloudtolocalllm.daemon.peer.Peers;
import online.cloudtolocalllm.daemon.settings.LiveSettings;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.TrayState;
import online.cloudtolocalllm.testkit.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The state that is told, put together while it changes. */
class DaemonFactsTest {

    @TempDir
    Path home;

    private final ManualClock clock = new ManualClock();
    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    private final Broker broker = Broker.open(List.of(), loops, blocking, TimeLimits.standard(), clock, Journal.NONE);
    private final LegacyGate gate = new LegacyGate(clock, (after, task) -> () -> {});

    @AfterEach
    void close() {
        broker.close();
        blocking.shutdownNow();
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    @Test
    void whatChangesMeanwhileHasALaterRevision() {
        gate.whenChanged(broker::changedBeside);
        LiveSettings settings = LiveSettings.open(new Locations(home), Map.of(), clock);
        DaemonFacts facts = new DaemonFacts(
                broker,
                clock.now(),
                () -> {
                    gate.openFor(Duration.ofMinutes(15));
                    return List.of();
                },
                () -> "",
                () -> 0,
                new OldClients(gate, Peers.UNKNOWN, settings, blocking),
                () -> TrayState.SHOWN);
        DaemonStatus told = facts.quietly();
        assertThat(told.snapshot().revision()).isLessThan(broker.status().revision());
        assertThat(facts.quietly().legacyUntil()).isPresent();
        assertThat(facts.quietly().tray()).isEqualTo(TrayState.SHOWN);
    }
}
