package online.cloudtolocalllm.chat.store;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Tells of trouble: once for each kind, and when it is over. What is told waits until there is somebody to tell it to. Thread-safe; the
 * listener is called by one thread at a time, in order, and under no lock.
 */
final class Troubles {

    /** Nobody listens for so long only if nobody ever will. */
    private static final int MOST_WAITING = 16;

    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by {@link #lock}. */
    private Optional<Trouble> now = Optional.empty();

    /** Guarded by {@link #lock}. */
    private final Deque<String> waiting = new ArrayDeque<>();

    /** Guarded by {@link #lock}. */
    private Optional<Consumer<String>> listener = Optional.empty();

    /** Whether a thread is telling; guarded by {@link #lock}. */
    private boolean telling;

    /** Tells this one from now on, beginning with what waits. */
    void listen(Consumer<String> teller) {
        lock.lock();
        try {
            listener = Optional.of(teller);
        } finally {
            lock.unlock();
        }
        tell();
    }

    /** Something went wrong; told with the next {@link #tell}. */
    void trouble(Trouble trouble) {
        lock.lock();
        try {
            if (now.map(Trouble::kind).filter(trouble.kind()::equals).isEmpty()) {
                now = Optional.of(trouble);
                add(trouble.words());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Something happened that does not pass; told with the next {@link #tell}. */
    void news(String words) {
        lock.lock();
        try {
            add(words);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Something went well; told with the next {@link #tell}.
     *
     * @param wrote whether it was a writing
     */
    void well(boolean wrote) {
        lock.lock();
        try {
            Optional<Trouble> over =
                    now.filter(trouble -> wrote || trouble.kind().overWhenRead());
            if (over.isEmpty()) {
                return;
            }
            now = Optional.empty();
            if (!waiting.remove(over.get().words())) {
                add("");
            }
        } finally {
            lock.unlock();
        }
    }

    private void add(String words) {
        waiting.add(words);
        if (waiting.size() > MOST_WAITING) {
            waiting.remove();
        }
    }

    /** Tells what waits; to be called without a lock. */
    void tell() {
        Optional<Runnable> next = next(true);
        while (next.isPresent()) {
            next.get().run();
            next = next(false);
        }
    }

    private Optional<Runnable> next(boolean first) {
        lock.lock();
        try {
            if (first && telling) {
                return Optional.empty();
            }
            telling = listener.isPresent() && !waiting.isEmpty();
            if (!telling) {
                return Optional.empty();
            }
            Consumer<String> teller = listener.orElseThrow();
            String words = waiting.remove();
            return Optional.of(() -> teller.accept(words));
        } finally {
            lock.unlock();
        }
    }
}
