package online.cloudtolocalllm.chat.model.answer;

import org.jspecify.annotations.Nullable;

/** The asking of a question, which may wait for a link: one that was ended before must not be sent when the link comes. Thread-safe. */
final class Asking {

    // Guarded by this object's lock.

    private @Nullable Thread thread;
    private boolean over;

    /** Asks, and reads what is answered, unless it was ended before. Blocks as long as that takes. */
    void run(Runnable question) {
        synchronized (this) {
            if (over) {
                return;
            }
            thread = Thread.currentThread();
        }
        try {
            question.run();
        } finally {
            answered();
        }
    }

    /** Somebody answers, who is told what becomes of it. */
    synchronized void answered() {
        thread = null;
    }

    /** Nobody is to be asked. Interrupts whoever waits for a link. */
    synchronized void end() {
        over = true;
        if (thread != null) {
            thread.interrupt();
        }
    }
}
