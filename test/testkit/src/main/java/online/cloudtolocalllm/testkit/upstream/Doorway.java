package online.cloudtolocalllm.testkit.upstream;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import online.cloudtolocalllm.protocol.HostPort;
import online.cloudtolocalllm.testkit.Until;

/**
 * The listening socket of an upstream: one port of 127.0.0.1 for its whole life, also while nothing listens there. A socket
 * that is bound and does not listen keeps the port meanwhile, so that no other program can get it. Thread-safe.
 */
final class Doorway implements AutoCloseable {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final int BACKLOG = 512;
    private static final int FULL_AFTER_MILLIS = 300;
    private static final int MOST_FILLERS = 64;

    /** A listening socket and the end of the thread that accepts from it; already ended where nobody does. */
    private record Listening(ServerSocket socket, Future<?> accepting) {}

    private final ExecutorService threads;
    private final BiConsumer<Socket, Door> accepted;
    private final int port;
    private final ReentrantLock lock = new ReentrantLock();
    /** Guarded by lock: what listens, and what only keeps the port or fills its queue. */
    private final List<Listening> listening = new ArrayList<>();

    private final List<Socket> keepers = new ArrayList<>();
    private volatile Door door = Door.REFUSED;

    /**
     * An open door on a free port.
     *
     * @param accepted gets every accepted connection with the door it came through, on the accepting thread
     */
    Doorway(ExecutorService threads, BiConsumer<Socket, Door> accepted) throws IOException {
        this.threads = threads;
        this.accepted = accepted;
        ServerSocket first = bind(0, BACKLOG);
        this.port = first.getLocalPort();
        door = Door.OPEN;
        listening.add(new Listening(first, start(first)));
    }

    HostPort address() {
        return new HostPort("127.0.0.1", port);
    }

    void set(Door next) throws IOException {
        lock.lock();
        try {
            boolean served = door == Door.OPEN || door == Door.ACCEPTS_AND_HANGS;
            boolean toServe = next == Door.OPEN || next == Door.ACCEPTS_AND_HANGS;
            if (next == door || (served && toServe)) {
                door = next;
                return;
            }
            door = next;
            switch (next) {
                case OPEN, ACCEPTS_AND_HANGS -> listen();
                case REFUSED -> refuse();
                case BLACK_HOLE -> swallow();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            door = Door.REFUSED;
            stopListening();
            releaseKeepers();
        } finally {
            lock.unlock();
        }
    }

    private void listen() throws IOException {
        ServerSocket socket = rebind(BACKLOG);
        listening.add(new Listening(socket, start(socket)));
    }

    private void refuse() throws IOException {
        stopListening();
        releaseKeepers();
        Socket keeper = new Socket();
        keepers.add(keeper);
        keeper.setReuseAddress(true);
        keeper.bind(new InetSocketAddress(LOOPBACK, port));
    }

    /** A short queue that nobody takes from, filled until the system answers no more. */
    private void swallow() throws IOException {
        listening.add(new Listening(rebind(1), CompletableFuture.completedFuture("nobody accepts")));
        for (int i = 0; i < MOST_FILLERS; i++) {
            Socket filler = new Socket();
            keepers.add(filler);
            try {
                filler.connect(new InetSocketAddress(LOOPBACK, port), FULL_AFTER_MILLIS);
            } catch (SocketTimeoutException full) {
                return;
            }
        }
        throw new IOException("this system's accept queue does not fill up, so there is no black hole");
    }

    private ServerSocket rebind(int backlog) throws IOException {
        stopListening();
        ServerSocket next;
        try {
            next = bind(port, backlog);
        } catch (BindException keeperInTheWay) {
            releaseKeepers();
            next = bind(port, backlog);
        }
        releaseKeepers();
        return next;
    }

    private static ServerSocket bind(int port, int backlog) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(LOOPBACK, port), backlog);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private Future<?> start(ServerSocket socket) {
        return threads.submit(() -> accept(socket));
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                accepted.accept(client, door);
            } catch (IOException closed) {
                return;
            }
        }
    }

    /** The port is free only when the accepting thread has let go of the closed socket, so that is waited for. */
    private void stopListening() throws IOException {
        for (Listening each : listening) {
            each.socket.close();
            try {
                each.accepting.get(Until.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while a listening socket was closed", e);
            } catch (ExecutionException | TimeoutException e) {
                throw new IOException("a listening socket could not be closed", e);
            }
        }
        listening.clear();
    }

    private void releaseKeepers() throws IOException {
        for (Socket keeper : keepers) {
            keeper.close();
        }
        keepers.clear();
    }
}
