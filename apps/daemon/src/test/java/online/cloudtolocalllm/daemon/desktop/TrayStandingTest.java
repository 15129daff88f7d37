package online.cloudtolocalllm.daemon.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import online.cloudtolocalllm.protocol.status.TrayState;
import org.junit.jupiter.api.Test;

/** Whether the icon is seen. */
class TrayStandingTest {

    private final AtomicInteger changes = new AtomicInteger();
    private final Deque<Runnable> looks = new ArrayDeque<>();
    private final TrayStanding standing = new TrayStanding(changes::incrementAndGet, (delay, look) -> {
        assertThat(delay).isEqualTo(TrayStanding.STEADY);
        looks.add(look);
    });

    private void secondPasses() {
        looks.remove().run();
    }

    @Test
    void theFirstIsToldAtOnceAndEachChangeOnceItHasHeldForASecond() {
        assertThat(standing.state()).isEqualTo(TrayState.OFF);
        standing.changed(TrayState.OFF, "");
        assertThat(changes).hasValue(0);
        standing.changed(TrayState.NO_PANEL, "no panel");
        standing.changed(TrayState.NO_PANEL, "still no panel");
        assertThat(changes).hasValue(1);
        standing.changed(TrayState.SHOWN, "");
        assertThat(standing.state()).isEqualTo(TrayState.NO_PANEL);
        secondPasses();
        assertThat(changes).hasValue(2);
        assertThat(standing.state()).isEqualTo(TrayState.SHOWN);
        assertThat(looks).isEmpty();
    }

    @Test
    void whatChangesAllTheTimeIsNotToldUntilItHolds() {
        standing.changed(TrayState.SHOWN, "");
        for (int i = 0; i < 900; i++) {
            standing.changed(i % 2 == 0 ? TrayState.NO_PANEL : TrayState.SHOWN, "");
        }
        assertThat(looks).hasSize(1);
        secondPasses();
        assertThat(looks).as("it is what was told").isEmpty();
        assertThat(changes).hasValue(1);

        standing.changed(TrayState.NO_PANEL, "");
        standing.changed(TrayState.SHOWN, "");
        standing.changed(TrayState.NO_PANEL, "");
        secondPasses();
        assertThat(standing.state()).isEqualTo(TrayState.SHOWN);
        secondPasses();
        assertThat(standing.state()).isEqualTo(TrayState.NO_PANEL);
        assertThat(changes).hasValue(2);
    }

    @Test
    void offIsToldAtOnce() {
        standing.changed(TrayState.SHOWN, "");
        standing.changed(TrayState.NO_PANEL, "");
        standing.changed(TrayState.OFF, "");
        assertThat(standing.state()).isEqualTo(TrayState.OFF);
        secondPasses();
        assertThat(changes).hasValue(2);
        assertThat(looks).isEmpty();
    }
}
