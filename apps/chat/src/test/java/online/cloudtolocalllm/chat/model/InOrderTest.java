package online.cloudtolocalllm.chat.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.testkit.Until;
import org.junit.jupiter.api.Test;

class InOrderTest {

    private final List<String> done = new CopyOnWriteArrayList<>();

    @Test
    void oneComesAfterTheOther() throws InterruptedException {
        InOrder order = new InOrder(action -> Thread.ofVirtual().start(action));
        CompletableFuture<Void> gate = new CompletableFuture<>();
        order.execute(() -> {
            gate.join();
            done.add("first");
        });
        order.execute(() -> done.add("second"));
        assertThat(order.await(Duration.ofMillis(1))).isFalse();
        gate.complete(null);
        assertThat(order.await(Until.LIMIT)).isTrue();
        assertThat(done).containsExactly("first", "second");
    }

    @Test
    void whatFailsKeepsNothingBack() {
        Queue<Runnable> threads = new ArrayDeque<>();
        InOrder order = new InOrder(threads::add);
        order.execute(() -> {
            throw new IllegalStateException("refused");
        });
        order.execute(() -> done.add("second"));
        while (!threads.isEmpty()) {
            run(threads.remove());
        }
        order.execute(() -> done.add("third"));
        while (!threads.isEmpty()) {
            run(threads.remove());
        }
        assertThat(done).containsExactly("second", "third");
    }

    private void run(Runnable action) {
        try {
            action.run();
        } catch (IllegalStateException e) {
            done.remove(String.valueOf(e.getMessage()));
        }
    }

    @Test
    void whatWaitsIsDoneByThreadsThatAreEnding() throws InterruptedException {
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        InOrder order = new InOrder(threads);
        CompletableFuture<Void> gate = new CompletableFuture<>();
        order.execute(gate::join);
        order.execute(() -> done.add("a name"));
        threads.shutdown();
        gate.complete(null);
        assertThat(threads.awaitTermination(Until.LIMIT.toMillis(), TimeUnit.MILLISECONDS))
                .isTrue();
        assertThat(done).containsExactly("a name");
    }
}
