package online.cloudtolocalllm.daemon.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import online.cloudtolocalllm.autostart.Autostart;
import online.cloudtolocalllm.autostart.AutostartState;
import org.junit.jupiter.api.Test;

/** Whoever looks sees how it is, and whoever listens hears what is changed here. */
class WatchedAutostartTest {

    private static final AutostartState ON = new AutostartState.On("an entry");
    private static final AutostartState PROBLEM = new AutostartState.Unavailable("read-only disk");

    private final AtomicInteger changes = new AtomicInteger();
    private AutostartState real = new AutostartState.Off();
    private boolean readOnly;
    private final WatchedAutostart watched = new WatchedAutostart(new Autostart() {
        @Override
        public AutostartState state() {
            return real;
        }

        @Override
        public AutostartState set(boolean on) {
            if (readOnly) {
                return PROBLEM;
            }
            real = on ? ON : new AutostartState.Off();
            return real;
        }
    });

    @Test
    void whatOthersChangeIsSeenAtOnce() {
        assertThat(watched.isOn()).contains(false);
        real = ON;
        assertThat(watched.isOn()).contains(true);
        real = PROBLEM;
        assertThat(watched.isOn()).isEmpty();
    }

    @Test
    void whatIsChangedHereIsTold() {
        watched.whenChanged(changes::incrementAndGet);
        assertThat(watched.set(true)).isEqualTo(ON);
        assertThat(changes).hasValue(1);
    }

    @Test
    void whatCouldNotBeTurnedOffIsStillOn() {
        watched.set(true);
        readOnly = true;
        assertThat(watched.set(false)).isEqualTo(PROBLEM);
        assertThat(watched.isOn()).contains(true);
    }
}
