package online.cloudtolocalllm.daemon.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import online.cloudtolocalllm.protocol.status.TrayState;
import org.junit.jupiter.api.Test;

/** Whether the icon is seen. */
class TrayStandingTest {

    private final AtomicInteger changes = new AtomicInteger();
    private final TrayStanding standing = new TrayStanding(changes::incrementAndGet);

    @Test
    void eachChangeIsToldOnce() {
        assertThat(standing.state()).isEqualTo(TrayState.OFF);
        standing.changed(TrayState.OFF, "");
        assertThat(changes).hasValue(0);
        standing.changed(TrayState.NO_PANEL, "no panel");
        standing.changed(TrayState.NO_PANEL, "still no panel");
        standing.changed(TrayState.SHOWN, "");
        assertThat(changes).hasValue(2);
        assertThat(standing.state()).isEqualTo(TrayState.SHOWN);
    }
}
