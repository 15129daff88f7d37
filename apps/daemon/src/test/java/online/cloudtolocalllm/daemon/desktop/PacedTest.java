package online.cloudtolocalllm.daemon.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Tasks that are asked for more often than they may run. */
class PacedTest {

    private static final Duration GAP = Duration.ofMillis(250);

    private final Alarms alarms = new Alarms();
    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void theFirstTimeIsAtOnceAndTheNextAfterTheGap() {
        Paced paced = alarms.threads().paced(runs::incrementAndGet, GAP);
        paced.ask();
        assertThat(runs).hasValue(1);
        for (int i = 0; i < 100; i++) {
            paced.ask();
        }
        alarms.pass(Duration.ofMillis(240));
        assertThat(runs).hasValue(1);
        alarms.pass(Duration.ofMillis(10));
        assertThat(runs).hasValue(2);
        alarms.pass(Duration.ofMinutes(1));
        assertThat(runs).hasValue(2);
        assertThat(alarms.set()).isZero();
        paced.ask();
        assertThat(runs).hasValue(3);
    }

    @Test
    void askedForWhileItRunsItRunsOnceMore() {
        List<Paced> self = new ArrayList<>();
        self.add(alarms.threads()
                .paced(
                        () -> {
                            if (runs.incrementAndGet() == 1) {
                                self.getFirst().ask();
                                self.getFirst().ask();
                            }
                        },
                        GAP));
        self.getFirst().ask();
        assertThat(runs).hasValue(1);
        alarms.pass(Duration.ofSeconds(2));
        assertThat(runs).hasValue(2);
    }

    @Test
    void aFailureIsNotTheEnd() {
        Paced paced = alarms.threads()
                .paced(
                        () -> {
                            runs.incrementAndGet();
                            throw new IllegalStateException("on purpose");
                        },
                        GAP);
        paced.ask();
        alarms.pass(GAP);
        paced.ask();
        assertThat(runs).hasValue(2);
    }

    @Test
    void closedItRunsNoMore() {
        Paced paced = alarms.threads().paced(runs::incrementAndGet, GAP);
        paced.ask();
        paced.ask();
        paced.close();
        alarms.pass(Duration.ofSeconds(1));
        paced.ask();
        assertThat(runs).hasValue(1);
    }
}
