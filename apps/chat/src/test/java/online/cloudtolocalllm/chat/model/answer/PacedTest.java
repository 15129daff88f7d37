package online.cloudtolocalllm.chat.model.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import online.cloudtolocalllm.testkit.ManualClock;
import online.cloudtolocalllm.testkit.Until;
import org.junit.jupiter.api.Test;

class PacedTest {

    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final ManualClock clock = new ManualClock();
    private final ManualLater later = new ManualLater(clock);
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int runs;
    private final Paced paced = new Paced(later, clock, PERIOD, waiting::add, () -> runs++);

    private void work() {
        for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
            next.run();
        }
    }

    @Test
    void theFirstAtOnceAndTheLastNeverForgotten() {
        for (int i = 0; i < 100; i++) {
            paced.mark();
            work();
        }
        assertThat(runs).isEqualTo(1);
        assertThat(later.waiting()).isEqualTo(1);
        later.advance(Duration.ofMillis(999));
        work();
        assertThat(runs).isEqualTo(1);
        later.advance(Duration.ofMillis(1));
        work();
        assertThat(runs).isEqualTo(2);
        later.advance(PERIOD);
        work();
        assertThat(runs).as("nothing was marked since").isEqualTo(2);
        paced.mark();
        work();
        assertThat(runs).isEqualTo(3);
    }

    @Test
    void nothingBehindTheEnd() {
        paced.mark();
        paced.end();
        work();
        assertThat(runs).isZero();
        paced.mark();
        later.advance(PERIOD);
        work();
        assertThat(runs).isZero();
    }

    @Test
    void neverTwiceAtOnceAndTheEndWaits() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Paced slow =
                new Paced(later, clock, PERIOD, action -> Thread.ofVirtual().start(action), () -> {
                    begun.countDown();
                    try {
                        go.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    runs++;
                });
        slow.mark();
        begun.await();
        slow.mark();
        assertThat(later.waiting()).isZero();
        Thread ending = Thread.ofVirtual().start(slow::endAndWait);
        assertThat(Until.holds(Until.LIMIT, () -> ending.getState() == Thread.State.WAITING))
                .isTrue();
        assertThat(runs).isZero();
        go.countDown();
        ending.join();
        assertThat(runs).isEqualTo(1);
    }
}
