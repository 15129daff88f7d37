package online.cloudtolocalllm.daemon.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import online.cloudtolocalllm.autostart.Autostart;
import online.cloudtolocalllm.autostart.AutostartState;
import online.cloudtolocalllm.testkit.ManualClock;
import org.junit.jupiter.api.Test;

/** A memory for what may be slow to look up. */
class NotedAutostartTest {

    private final ManualClock clock = new ManualClock();
    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicInteger changes = new AtomicInteger();
    private AutostartState real = new AutostartState.Off();
    private final NotedAutostart noted = new NotedAutostart(
            new Autostart() {
                @Override
                public AutostartState state() {
                    looks.incrementAndGet();
                    return real;
                }

                @Override
                public AutostartState set(boolean on) {
                    real = on ? new AutostartState.On("an entry") : new AutostartState.Off();
                    return real;
                }
            },
            clock);

    @Test
    void looksOnceAMinuteAtTheMost() {
        assertThat(noted.recently()).contains(false);
        assertThat(noted.recently()).contains(false);
        assertThat(looks).hasValue(1);
        real = new AutostartState.Unavailable("nothing starts programs here");
        clock.advance(NotedAutostart.FRESH);
        assertThat(noted.recently()).isEmpty();
        assertThat(looks).hasValue(2);
    }

    @Test
    void whatIsSetThroughItIsKnownAtOnce() {
        noted.whenChanged(changes::incrementAndGet);
        assertThat(noted.recently()).contains(false);
        assertThat(noted.set(true)).isEqualTo(new AutostartState.On("an entry"));
        assertThat(noted.recently()).contains(true);
        assertThat(noted.set(true)).isInstanceOf(AutostartState.On.class);
        assertThat(looks).hasValue(1);
        assertThat(changes).hasValue(1);
    }
}
