package online.cloudtolocalllm.daemon.ipc.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import online.cloudtolocalllm.testkit.ManualClock;
import org.junit.jupiter.api.Test;

/** Off at first, and never on for longer than was said. */
class LegacyGateTest {

    private static final Duration TIME = Duration.ofMinutes(15);

    private final ManualClock clock = new ManualClock();
    private final Deque<Runnable> alarms = new ArrayDeque<>();
    private final AtomicInteger changes = new AtomicInteger();
    private final LegacyGate gate = new LegacyGate(clock, (after, task) -> {
        assertThat(after).isBetween(Duration.ZERO, Duration.ofMinutes(1));
        alarms.add(task);
        return () -> alarms.remove(task);
    });

    LegacyGateTest() {
        gate.whenChanged(changes::incrementAndGet);
    }

    @Test
    void isOffAtFirst() {
        assertThat(gate.state()).isEqualTo(LegacyState.OFF);
        assertThat(LegacyState.OFF.shownUntil()).isEmpty();
    }

    @Test
    void isOnForATimeAndTellsWhenItIsOver() {
        gate.openFor(TIME);
        assertThat(gate.state()).isEqualTo(new LegacyState(true, Optional.of(ManualClock.START.plus(TIME)), false));
        clock.advance(TIME.minusNanos(1));
        assertThat(gate.isOpen()).isTrue();
        clock.advance(Duration.ofNanos(1));
        assertThat(gate.isOpen()).isFalse();
        int before = changes.get();
        alarms.remove().run();
        assertThat(changes).hasValue(before + 1);
    }

    @Test
    void noClockThatIsSetBackProlongsIt() {
        gate.openFor(TIME);
        clock.shiftWall(Duration.ofDays(-1));
        clock.advance(TIME);
        assertThat(gate.isOpen()).isFalse();
    }

    @Test
    void sleepIsNoProlongation() {
        gate.openFor(TIME);
        clock.sleepMachine(TIME);
        assertThat(gate.isOpen()).isFalse();
    }

    @Test
    void aSleepEndsSessionsWithinAMinuteOfWaking() {
        gate.openFor(TIME);
        clock.sleepMachine(TIME);
        clock.advance(Duration.ofMinutes(1));
        int before = changes.get();
        alarms.remove().run();
        assertThat(changes).hasValue(before + 1);
        assertThat(alarms).isEmpty();
        clock.shiftWall(TIME.negated());
        assertThat(gate.isOpen()).isFalse();
    }

    @Test
    void theAlarmLooksEveryMinuteUntilTheEnd() {
        gate.openFor(TIME);
        int before = changes.get();
        for (int minute = 1; minute < TIME.toMinutes(); minute++) {
            clock.advance(Duration.ofMinutes(1));
            alarms.remove().run();
            assertThat(alarms).hasSize(1);
        }
        assertThat(changes).hasValue(before);
        clock.advance(Duration.ofMinutes(1));
        alarms.remove().run();
        assertThat(changes).hasValue(before + 1);
        assertThat(alarms).isEmpty();
    }

    @Test
    void anAlarmThatRingsTooLateChangesNothing() {
        gate.openFor(TIME);
        Runnable old = alarms.getFirst();
        clock.advance(Duration.ofMinutes(1));
        gate.openFor(TIME);
        int before = changes.get();
        old.run();
        assertThat(changes).hasValue(before);
        assertThat(alarms).hasSize(1);
        assertThat(gate.isOpen()).isTrue();
    }

    @Test
    void aNewTimeReplacesTheOldOne() {
        gate.openFor(TIME);
        clock.advance(Duration.ofMinutes(10));
        gate.openFor(TIME);
        assertThat(alarms).hasSize(1);
        clock.advance(Duration.ofMinutes(10));
        assertThat(gate.isOpen()).isTrue();
        gate.endTime();
        assertThat(gate.isOpen()).isFalse();
        assertThat(alarms).isEmpty();
    }

    @Test
    void settingsThatSayTheSameAgainAreNoChange() {
        gate.always(false);
        assertThat(changes).hasValue(0);
        gate.always(true);
        gate.always(true);
        assertThat(changes).hasValue(1);
    }

    @Test
    void whatTheSettingsSayHasNoEnd() {
        gate.always(true);
        clock.advance(Duration.ofDays(400));
        assertThat(gate.state()).isEqualTo(new LegacyState(true, Optional.empty(), true));
        assertThat(gate.state().shownUntil()).isPresent();
        gate.openFor(TIME);
        gate.always(false);
        assertThat(gate.state().until()).isPresent();
        gate.endTime();
        assertThat(gate.isOpen()).isFalse();
    }
}
