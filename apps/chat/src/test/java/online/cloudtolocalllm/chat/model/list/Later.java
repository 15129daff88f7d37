package online.cloudtolocalllm.chat.model.list;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/** Runs what it was given when a test says so. For one thread. */
final class Later implements Executor {

    private final Queue<Runnable> waiting = new ArrayDeque<>();

    @Override
    public void execute(Runnable task) {
        waiting.add(task);
    }

    int size() {
        return waiting.size();
    }

    void runOne() {
        waiting.remove().run();
    }

    void runAll() {
        while (!waiting.isEmpty()) {
            runOne();
        }
    }
}
