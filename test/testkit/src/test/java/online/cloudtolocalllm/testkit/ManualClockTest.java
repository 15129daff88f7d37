package online.cloudtolocalllm.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ManualClockTest {

    private final ManualClock clock = new ManualClock();

    @Test
    void standsStill() {
        assertThat(clock.now()).isEqualTo(ManualClock.START).isEqualTo(clock.now());
        assertThat(clock.nanoTime()).isEqualTo(clock.nanoTime());
    }

    @Test
    void bothClocksAdvanceTogether() {
        long before = clock.nanoTime();
        clock.advance(Duration.ofSeconds(90));
        assertThat(clock.now()).isEqualTo(ManualClock.START.plusSeconds(90));
        assertThat(clock.nanoTime() - before).isEqualTo(Duration.ofSeconds(90).toNanos());
    }

    @Test
    void aSleepingMachineMovesTheWallClockOnly() {
        long before = clock.nanoTime();
        clock.sleepMachine(Duration.ofHours(8));
        assertThat(clock.now()).isEqualTo(ManualClock.START.plusSeconds(8 * 3600));
        assertThat(clock.nanoTime()).isEqualTo(before);
    }

    @Test
    void theWallClockCanBeSetBack() {
        clock.shiftWall(Duration.ofDays(-1));
        assertThat(clock.now()).isEqualTo(ManualClock.START.minusSeconds(24 * 3600));
    }

    @Test
    void theMonotonicClockAdvancesAlone() {
        clock.advanceMonotonic(Duration.ofMillis(5));
        assertThat(clock.now()).isEqualTo(ManualClock.START);
        assertThat(clock.nanoTime()).isEqualTo(5_000_000);
    }

    @Test
    void timeDoesNotPassBackwards() {
        assertThatThrownBy(() -> clock.advance(Duration.ofMillis(-1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> clock.sleepMachine(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
