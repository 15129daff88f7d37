package online.cloudtolocalllm.testkit.upstream;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** What is still to be done with coming requests. Thread-safe. */
final class Script {

    private final ReentrantLock lock = new ReentrantLock();
    /** Guarded by lock, as is everything below. */
    private final Deque<Turn> next = new ArrayDeque<>();

    private final Map<String, Deque<Turn>> byPath = new HashMap<>();
    private final Map<String, Turn> always = new HashMap<>();

    void next(List<? extends Turn> turns) {
        lock.lock();
        try {
            next.addAll(turns);
        } finally {
            lock.unlock();
        }
    }

    void on(String path, List<? extends Turn> turns) {
        lock.lock();
        try {
            byPath.computeIfAbsent(path, any -> new ArrayDeque<>()).addAll(turns);
        } finally {
            lock.unlock();
        }
    }

    void always(String path, Turn turn) {
        lock.lock();
        try {
            always.put(path, turn);
        } finally {
            lock.unlock();
        }
    }

    void clear() {
        lock.lock();
        try {
            next.clear();
            byPath.clear();
            always.clear();
        } finally {
            lock.unlock();
        }
    }

    /** Takes the turn of a request: first what waits for any path, then for this one, then what always holds. */
    Turn take(String path) {
        lock.lock();
        try {
            Turn turn = next.poll();
            Deque<Turn> queue = byPath.get(path);
            if (turn == null && queue != null) {
                turn = queue.poll();
            }
            return turn == null ? always.getOrDefault(path, Reply.usual()) : turn;
        } finally {
            lock.unlock();
        }
    }
}
