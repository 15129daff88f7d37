package online.cloudtolocalllm.broker.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import online.cloudtolocalllm.testkit.ManualClock;
import org.junit.jupiter.api.Test;

/** Sleeping machines, stopped processes, set clocks, other networks. */
class ClocksTest {

    private final ManualClock clock = new ManualClock();
    private final Clocks clocks = new Clocks(clock);

    @Test
    void timeThatPassesIsNoJump() {
        for (int i = 0; i < 100; i++) {
            clock.advance(Duration.ofMillis(1_000 + i * 20));
            assertThat(clocks.jumped()).isFalse();
        }
    }

    @Test
    void aMachineThatSleptIsNoticedOnce() {
        clock.advance(Duration.ofMillis(300));
        clock.sleepMachine(Duration.ofHours(8));
        assertThat(clocks.jumped()).isTrue();
        clock.advance(Duration.ofSeconds(1));
        assertThat(clocks.jumped()).isFalse();
    }

    @Test
    void aProcessThatWasStoppedIsNoticedThoughBothClocksWentOn() {
        clock.advance(Duration.ofSeconds(60));
        assertThat(clocks.jumped()).isTrue();
        clock.advance(Duration.ofSeconds(6));
        assertThat(clocks.jumped()).isFalse();
    }

    @Test
    void aClockThatIsSetIsNoticedIfItIsByMuch() {
        clock.advance(Duration.ofSeconds(1));
        clock.shiftWall(Duration.ofSeconds(-6));
        assertThat(clocks.jumped()).isTrue();
        clock.advance(Duration.ofSeconds(1));
        clock.shiftWall(Duration.ofSeconds(4));
        assertThat(clocks.jumped()).isFalse();
    }

    @Test
    void aJumpIsNotLostWhenItIsLookedForTooOften() {
        clock.advance(Duration.ofSeconds(1));
        assertThat(clocks.jumped()).isFalse();
        clock.sleepMachine(Duration.ofSeconds(60));
        clock.advance(Duration.ofMillis(10));
        assertThat(clocks.jumped()).isFalse();
        clock.advance(Duration.ofMillis(50));
        assertThat(clocks.jumped()).isTrue();
    }

    @Test
    void otherAddressesAreAnotherNetwork() {
        Deque<Set<String>> seen = new ArrayDeque<>(List.of(
                Set.of("lo 127.0.0.1"),
                Set.of("lo 127.0.0.1"),
                Set.of("lo 127.0.0.1", "wlan0 192.168.1.4"),
                Set.of("wlan0 192.168.1.4", "lo 127.0.0.1"),
                Set.of("lo 127.0.0.1")));
        Network network = new Network(seen::poll);

        assertThat(List.of(
                        network.changed(), network.changed(), network.changed(), network.changed(), network.changed()))
                .containsExactly(false, false, true, false, true);
    }

    @Test
    void interfacesThatCannotBeListedAreNoChange() {
        Network network = new Network(() -> {
            throw new SocketException("busy");
        });
        assertThat(network.changed()).isFalse();
    }

    @Test
    void thisComputerHasAddresses() throws SocketException {
        assertThat(Network.ofThisComputer()).anyMatch(address -> address.endsWith(" 127.0.0.1"));
    }
}
