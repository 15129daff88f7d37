package online.cloudtolocalllm.daemon.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.FailoverEvent;
import online.cloudtolocalllm.protocol.status.Health;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.protocol.status.StatusSnapshot;
import online.cloudtolocalllm.testkit.ManualClock;
import online.cloudtolocalllm.tray.Notice;
import online.cloudtolocalllm.tray.Notifier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NoticeDeskTest {

    private record Timer(long atNanos, Runnable task) {}

    private final ManualClock clock = new ManualClock();
    private final List<Timer> timers = new ArrayList<>();
    private final List<String> titles = new ArrayList<>();
    private HealthState first = HealthState.UP;
    private int looks;
    private boolean stopping;
    private NoticeDesk desk;

    private final Notifier notifier = new Notifier() {
        @Override
        public void show(Notice notice) {
            titles.add(notice.title());
        }

        @Override
        public void close() {
            titles.add("closed");
        }
    };

    @BeforeEach
    void open() {
        desk = new NoticeDesk(
                this::board, () -> false, notifier, new DesktopThreads(this::later, Runnable::run, clock));
        desk.show(true);
    }

    private void later(Duration delay, Runnable task) {
        if (stopping) {
            throw new RejectedExecutionException("stopping");
        }
        timers.add(new Timer(clock.nanoTime() + delay.toNanos(), task));
    }

    private StatusSnapshot board() {
        looks++;
        ConnectionStatus a = connection("a", first);
        ConnectionStatus b = connection("b", HealthState.UP);
        return new StatusSnapshot(
                looks, clock.now(), List.of(a, b), Optional.of(first.serves() ? a.id() : b.id()), Optional.empty());
    }

    private ConnectionStatus connection(String name, HealthState state) {
        return new ConnectionStatus(
                new ConnectionId(name),
                ConnectionKind.OLLAMA,
                "http://" + name,
                true,
                10,
                new Health(state, clock.now(), ""),
                Optional.empty(),
                List.of(),
                false,
                Optional.empty(),
                Optional.empty());
    }

    private void pass(int seconds) {
        for (int i = 0; i < seconds * 10; i++) {
            clock.advance(Duration.ofMillis(100));
            List<Timer> due = timers.stream()
                    .filter(timer -> timer.atNanos() <= clock.nanoTime())
                    .toList();
            timers.removeAll(due);
            due.forEach(timer -> timer.task().run());
        }
    }

    private void becomes(HealthState state) {
        first = state;
        desk.changed();
    }

    @Test
    void tellsALossWithoutAnotherChange() {
        pass(20);
        becomes(HealthState.DOWN);
        pass(5);

        assertThat(titles).containsExactly("a is down; b took over");
    }

    @Test
    void looksOnlyWhenThereIsAReason() {
        pass(20);
        int before = looks;
        pass(600);
        assertThat(looks).isEqualTo(before);
        assertThat(timers).isEmpty();

        for (int i = 0; i < 1_000; i++) {
            desk.changed();
        }
        pass(1);
        assertThat(looks).isLessThanOrEqualTo(before + 2);
    }

    @Test
    void theSwitchCountsAtOnceAndTellsNothingOld() {
        pass(20);
        desk.show(false);
        becomes(HealthState.DOWN);
        pass(5);
        desk.show(true);
        pass(60);
        assertThat(titles).isEmpty();

        becomes(HealthState.UP);
        pass(5);
        assertThat(titles).containsExactly("a is up again");
    }

    @Test
    void aFailoverIsToldOnce() {
        pass(20);
        for (int i = 0; i < 30; i++) {
            desk.failedOver(new FailoverEvent(
                    clock.now(), new ConnectionId("a"), new ConnectionId("b"), "it answered 500", "llama3.2"));
            desk.changed();
            pass(1);
        }

        assertThat(titles).containsExactly("b took over from a");
    }

    @Test
    void manyFailoversThatNobodyLooksAtTakeNoRoom() {
        for (int i = 0; i < 10_000; i++) {
            desk.failedOver(new FailoverEvent(
                    clock.now(), new ConnectionId("a" + i), new ConnectionId("b"), "it answered 500", ""));
        }
        desk.changed();
        pass(20);

        assertThat(titles).isEmpty();
    }

    @Test
    void onceClosedItSaysNothing() {
        pass(20);
        becomes(HealthState.DOWN);
        pass(1);
        desk.close();
        pass(60);
        becomes(HealthState.UP);
        pass(60);

        assertThat(titles).isEmpty();
    }

    @Test
    void aDaemonThatStopsHasNoTimers() {
        pass(20);
        stopping = true;
        becomes(HealthState.DOWN);
        pass(60);

        assertThat(titles).isEmpty();
    }
}
