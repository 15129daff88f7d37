package online.cloudtolocalllm.testkit.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** One output stream of a process, collected by a daemon thread. Thread-safe. */
final class Output {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    /** Guarded by lock, as is the flag below. */
    private final ByteArrayOutputStream all = new ByteArrayOutputStream();

    private boolean ended;

    private Output() {}

    static Output collect(String name, InputStream in) {
        Output output = new Output();
        Thread.ofPlatform().daemon().name(name).start(() -> output.copy(in));
        return output;
    }

    private void copy(InputStream in) {
        byte[] some = new byte[8192];
        try (in) {
            for (int length = in.read(some); length >= 0; length = in.read(some)) {
                add(some, length, false);
            }
        } catch (IOException closed) {
            add(some, 0, true);
            return;
        }
        add(some, 0, true);
    }

    private void add(byte[] some, int length, boolean last) {
        lock.lock();
        try {
            all.write(some, 0, length);
            ended = last;
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    String text() {
        lock.lock();
        try {
            return all.toString(StandardCharsets.UTF_8);
        } finally {
            lock.unlock();
        }
    }

    /** The lines that ended. */
    List<String> lines() {
        String text = text();
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    /** The first ended line that matches; empty if none came before the end of the stream or of the time. */
    Optional<String> awaitLine(Predicate<String> wanted, Duration limit) throws InterruptedException {
        lock.lock();
        try {
            long nanos = limit.toNanos();
            while (true) {
                Optional<String> found = lines().stream().filter(wanted).findFirst();
                if (found.isPresent() || ended || nanos <= 0) {
                    return found;
                }
                nanos = more.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    boolean hasEnded() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the stream ended in time; one that a child of the process keeps open does not. */
    boolean awaitEnd(Duration limit) throws InterruptedException {
        lock.lock();
        try {
            long nanos = limit.toNanos();
            while (!ended && nanos > 0) {
                nanos = more.awaitNanos(nanos);
            }
            return ended;
        } finally {
            lock.unlock();
        }
    }
}
