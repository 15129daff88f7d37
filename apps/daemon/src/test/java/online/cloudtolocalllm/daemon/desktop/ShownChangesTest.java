package online.cloudtolocalllm.daemon.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import online.cloudtolocalllm.broker.BoardWatcher;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.FailoverEvent;
import online.cloudtolocalllm.protocol.status.Health;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.protocol.status.StatusSnapshot;
import online.cloudtolocalllm.testkit.ManualClock;
import online.cloudtolocalllm.tray.ShownStatus;
import org.junit.jupiter.api.Test;

/** Which changes of the board the desktop hears of. */
class ShownChangesTest {

    private static final ConnectionId BOX = new ConnectionId("box");

    private final ManualClock clock = new ManualClock();
    private final AtomicInteger heard = new AtomicInteger();
    private final AtomicInteger failovers = new AtomicInteger();
    private final BoardWatcher watcher = new BoardWatcher() {
        @Override
        public void changed() {
            heard.incrementAndGet();
        }

        @Override
        public void failedOver(FailoverEvent event) {
            failovers.incrementAndGet();
        }
    };
    private HealthState state = HealthState.UP;
    private Instant checked = clock.now();
    private final ShownChanges changes = new ShownChanges(this::board, ShownStatus.MENU, watcher, clock);

    private StatusSnapshot board() {
        ConnectionStatus box = new ConnectionStatus(
                BOX,
                ConnectionKind.OLLAMA,
                "http://box",
                true,
                10,
                new Health(state, Instant.EPOCH, ""),
                Optional.empty(),
                List.of(),
                false,
                Optional.of(Duration.ofMillis(2)),
                Optional.of(checked));
        return new StatusSnapshot(1, clock.now(), List.of(box), Optional.of(BOX), Optional.empty());
    }

    private void probed() {
        clock.advance(Duration.ofSeconds(2));
        checked = clock.now();
        changes.changed();
    }

    @Test
    void probesThatChangeNothingAreHeardOfOnceAMinute() {
        for (int i = 0; i < 29; i++) {
            probed();
        }
        assertThat(heard).hasValue(0);
        probed();
        assertThat(heard).hasValue(1);
        for (int i = 0; i < 300; i++) {
            probed();
        }
        assertThat(heard).hasValue(11);
    }

    @Test
    void whatIsShownIsHeardOfAtOnce() {
        probed();
        state = HealthState.DOWN;
        probed();
        assertThat(heard).hasValue(1);
        probed();
        assertThat(heard).hasValue(1);
        state = HealthState.UP;
        probed();
        assertThat(heard).hasValue(2);
    }

    @Test
    void whatChangesBesideTheConnectionsIsHeardOf() {
        probed();
        changes.changed();
        changes.changed();
        assertThat(heard).hasValue(2);
    }

    @Test
    void everyFailoverIsHeardOf() {
        changes.failedOver(new FailoverEvent(clock.now(), BOX, new ConnectionId("other"), "", ""));
        assertThat(failovers).hasValue(1);
    }
}
