package online.cloudtolocalllm.testkit.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What a client sends, read ahead by a thread of its own so that its leaving is noticed while an answer is written or held
 * back. At most 64 KiB are read ahead: a body that nobody reads stalls its sender. Thread-safe; one reader.
 */
final class ClientBytes extends InputStream {

    private static final int CAPACITY = 64 * 1024;

    private final Socket socket;
    private final CompletableFuture<Leaving> left = new CompletableFuture<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** Guarded by lock, as are the two fields below. */
    private final byte[] ring = new byte[CAPACITY];

    private int start;
    private int count;

    ClientBytes(Socket socket) {
        this.socket = socket;
    }

    /** How the client left; completed once. */
    CompletableFuture<Leaving> left() {
        return left;
    }

    /** Reads ahead until the connection ends. */
    void pump() throws InterruptedException {
        byte[] some = new byte[16 * 1024];
        try {
            InputStream in = socket.getInputStream();
            for (int length = in.read(some); length >= 0; length = in.read(some)) {
                put(some, length);
            }
            end(Leaving.CLIENT_FIN);
        } catch (IOException e) {
            end(socket.isClosed() ? Leaving.UPSTREAM : Leaving.CLIENT_RESET);
        }
    }

    /** Says that the connection ended; only the first call counts. */
    void end(Leaving how) {
        left.complete(how);
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether a byte or the end came within the time. */
    boolean awaitAny(Duration time) throws InterruptedException {
        lock.lock();
        try {
            long nanos = time.toNanos();
            while (count == 0 && !left.isDone() && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            return count > 0 || left.isDone();
        } finally {
            lock.unlock();
        }
    }

    private void put(byte[] some, int length) throws InterruptedException {
        lock.lock();
        try {
            for (int i = 0; i < length; i++) {
                while (count == CAPACITY && !left.isDone()) {
                    changed.await();
                }
                if (left.isDone()) {
                    return;
                }
                ring[(start + count) % CAPACITY] = some[i];
                count++;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        lock.lock();
        try {
            while (count == 0 && !left.isDone()) {
                changed.await();
            }
            if (count == 0) {
                return -1;
            }
            int taken = Math.min(length, count);
            for (int i = 0; i < taken; i++) {
                target[offset + i] = ring[(start + i) % CAPACITY];
            }
            start = (start + taken) % CAPACITY;
            count -= taken;
            changed.signalAll();
            return taken;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException stopped = new InterruptedIOException("the upstream stops");
            stopped.initCause(e);
            throw stopped;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int available() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }
}
