package online.cloudtolocalllm.testkit.upstream;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import online.cloudtolocalllm.testkit.Until;

/** The connections of an upstream, counted. Thread-safe. */
final class OpenConnections {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** Guarded by lock, as is everything below. */
    private final Set<Connection> served = new HashSet<>();

    private final List<Socket> hung = new ArrayList<>();
    private final Map<Integer, CompletableFuture<Leaving>> leavings = new HashMap<>();
    private int count;

    /** Counts a connection that is never served. */
    void hang(Socket socket) {
        lock.lock();
        try {
            count++;
            hung.add(socket);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Counts a connection that will be served. */
    Connection serve(Socket socket, Connection.Desk desk) {
        lock.lock();
        try {
            count++;
            Connection connection = new Connection(count, socket, desk);
            served.add(connection);
            leavings.put(count, connection.input().left());
            changed.signalAll();
            return connection;
        } finally {
            lock.unlock();
        }
    }

    void ended(Connection connection) {
        lock.lock();
        try {
            served.remove(connection);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    int count() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    int open() {
        lock.lock();
        try {
            return served.size() + hung.size();
        } finally {
            lock.unlock();
        }
    }

    boolean awaitOpen(int wanted) throws InterruptedException {
        lock.lock();
        try {
            long nanos = Until.LIMIT.toNanos();
            while (served.size() + hung.size() != wanted && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            return served.size() + hung.size() == wanted;
        } finally {
            lock.unlock();
        }
    }

    /** How the connection of this number ended; waits for that. */
    Leaving awaitEnd(int number) throws InterruptedException {
        try {
            return leaving(number).get(Until.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("the client has not left within " + Until.LIMIT.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new AssertionError("never completed exceptionally", e);
        }
    }

    private CompletableFuture<Leaving> leaving(int number) {
        lock.lock();
        try {
            CompletableFuture<Leaving> leaving = leavings.get(number);
            if (leaving == null) {
                throw new AssertionError("the request came to another upstream");
            }
            return leaving;
        } finally {
            lock.unlock();
        }
    }

    void closeAll() throws IOException {
        List<Connection> toClose;
        List<Socket> toDrop;
        lock.lock();
        try {
            toClose = List.copyOf(served);
            toDrop = List.copyOf(hung);
            hung.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        toClose.forEach(Connection::close);
        for (Socket socket : toDrop) {
            socket.close();
        }
    }
}
