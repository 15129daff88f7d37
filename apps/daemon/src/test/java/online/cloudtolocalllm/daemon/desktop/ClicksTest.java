package online.cloudtolocalllm.daemon.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Clicks that come faster than they are done. */
class ClicksTest {

    private final List<Runnable> started = new ArrayList<>();
    private final List<Integer> done = new ArrayList<>();
    private final Clicks clicks = new Clicks(started::add);

    @Test
    void areDoneInTheirOrderAndNotWithoutEnd() {
        for (int i = 0; i < Clicks.MOST + 10; i++) {
            int number = i;
            clicks.add(() -> done.add(number));
        }
        assertThat(started).hasSize(1);
        started.getFirst().run();
        assertThat(done).isEqualTo(IntStream.range(0, Clicks.MOST).boxed().toList());
        clicks.add(() -> done.add(-1));
        started.getLast().run();
        assertThat(done).endsWith(-1);
    }

    @Test
    void oneThatFailsDoesNotStopTheOthers() {
        clicks.add(() -> {
            throw new IllegalStateException("on purpose");
        });
        clicks.add(() -> done.add(1));
        started.forEach(Runnable::run);
        assertThat(done).containsExactly(1);
    }
}
