package online.cloudtolocalllm.demo;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import online.cloudtolocalllm.demo.answer.Pace;

/** A pace that waits for the test. */
final class StepPace implements Pace {

    private final Semaphore turns = new Semaphore(0);
    private final AtomicInteger asked = new AtomicInteger();
    private final BlockingQueue<Thread> speakers = new LinkedBlockingQueue<>();

    @Override
    public void awaitTurn(int index) throws InterruptedException {
        if (index == 0) {
            speakers.add(Thread.currentThread());
        }
        asked.incrementAndGet();
        turns.acquire();
    }

    void allow(int pieces) {
        turns.release(pieces);
    }

    int asked() {
        return asked.get();
    }

    /** The thread of the answer that began next. */
    Thread speaker() throws InterruptedException {
        Thread speaker = speakers.poll(20, TimeUnit.SECONDS);
        if (speaker == null) {
            throw new AssertionError("no answer began");
        }
        return speaker;
    }
}
