package online.cloudtolocalllm.chat.model.library;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import online.cloudtolocalllm.testkit.Until;

/** The window's thread, which is the test's own: what is to be done there waits until the test looks. */
public final class Screen implements Executor {

    private final ConcurrentLinkedQueue<Runnable> waiting = new ConcurrentLinkedQueue<>();

    @Override
    public void execute(Runnable work) {
        waiting.add(work);
    }

    /** Does what waits, until this holds. */
    public boolean until(BooleanSupplier condition) throws InterruptedException {
        return Until.holds(Until.LIMIT, () -> {
            for (Runnable work = waiting.poll(); work != null; work = waiting.poll()) {
                work.run();
            }
            return condition.getAsBoolean();
        });
    }
}
