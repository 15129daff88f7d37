package online.cloudtolocalllm.window.start;

import java.io.IOException;
import java.lang.System.Logger;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import online.cloudtolocalllm.protocol.files.FileProblem;

/**
 * How a second start of a program reaches the window that is open already: a socket in the home folder, which only its owner can enter. One
 * line goes in, {@code show} or {@code show TAB}, and {@code ok} comes back if the window obeys. It works without the daemon. Thread-safe.
 */
public final class Doorbell implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Doorbell.class.getName());
    private static final int LONGEST_LINE = 256;
    /** At once; more wait at the door. */
    private static final int MOST_CALLERS = 16;
    /** How long a caller may take for its line; a ringing program has it ready. */
    private static final Duration LISTENING = Duration.ofMillis(500);
    /** Systems know no longer path of a socket. */
    private static final int LONGEST_PATH_BYTES = 100;

    private final ServerSocketChannel server;
    private final Path socket;
    private final Thread listener;

    private Doorbell(ServerSocketChannel server, Path socket, Predicate<String> onRing) {
        this.server = server;
        this.socket = socket;
        this.listener = Thread.ofVirtual().name("doorbell").unstarted(() -> listen(onRing));
    }

    /**
     * Listens. Only for whoever holds the window's lock: what is left of a former socket goes.
     *
     * @param socket the file of the socket
     * @param onRing called with the part of the window that is wished for, empty for none; on a thread of the bell's own, one call
     *     after the other. The caller hears {@code ok} if it returns true
     * @throws IOException if there can be no socket there
     */
    public static Doorbell open(Path socket, Predicate<String> onRing) throws IOException {
        if (socket.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH_BYTES) {
            throw new IOException(socket + ": the path is too long for a socket");
        }
        Files.deleteIfExists(socket);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(socket));
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
        Doorbell bell = new Doorbell(server, socket, onRing);
        bell.listener.start();
        return bell;
    }

    /** Each caller has a thread, so that one who says nothing keeps nobody waiting. */
    private void listen(Predicate<String> onRing) {
        Semaphore room = new Semaphore(MOST_CALLERS);
        while (server.isOpen()) {
            room.acquireUninterruptibly();
            boolean heard = false;
            try {
                SocketChannel caller = server.accept();
                Thread.ofVirtual().name("doorbell caller").start(() -> {
                    try (caller) {
                        hear(caller, onRing);
                    } catch (IOException e) {
                        LOG.log(Logger.Level.DEBUG, () -> "a caller at the door went away: " + FileProblem.describe(e));
                    } finally {
                        room.release();
                    }
                });
                heard = true;
            } catch (IOException e) {
                LOG.log(Logger.Level.DEBUG, () -> "nobody came through the door: " + FileProblem.describe(e));
            } finally {
                if (!heard) {
                    room.release();
                }
            }
        }
    }

    private void hear(SocketChannel caller, Predicate<String> onRing) throws IOException {
        String line = within(LISTENING, caller, () -> readLine(caller));
        if (line.equals("show") || line.startsWith("show ")) {
            boolean obeyed;
            synchronized (this) {
                obeyed = onRing.test(line.substring("show".length()).strip());
            }
            if (obeyed) {
                caller.write(ByteBuffer.wrap("ok\n".getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    /**
     * Rings at a window.
     *
     * @param part which part of the window to show; empty for the one that is shown
     * @param patience how long to wait for its answer
     * @return whether it answered
     */
    public static boolean ring(Path socket, String part, Duration patience) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            String line = part.isEmpty() ? "show\n" : "show " + part + "\n";
            return within(patience, channel, () -> {
                        channel.connect(UnixDomainSocketAddress.of(socket));
                        channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
                        return readLine(channel);
                    })
                    .equals("ok");
        } catch (IOException e) {
            return false;
        }
    }

    @FunctionalInterface
    private interface Talk {
        String run() throws IOException;
    }

    /** A silent peer is left by closing the socket, which ends a read that waits. */
    private static String within(Duration limit, SocketChannel channel, Talk talk) throws IOException {
        CountDownLatch done = new CountDownLatch(1);
        Thread.ofVirtual().name("doorbell limit").start(() -> {
            try {
                if (!done.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                    channel.close();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IOException e) {
                LOG.log(Logger.Level.DEBUG, () -> "a socket does not close: " + FileProblem.describe(e));
            }
        });
        try {
            return talk.run();
        } finally {
            done.countDown();
        }
    }

    private static String readLine(SocketChannel channel) throws IOException {
        ByteBuffer read = ByteBuffer.allocate(LONGEST_LINE);
        while (read.hasRemaining() && channel.read(read) >= 0) {
            String so = new String(read.array(), 0, read.position(), StandardCharsets.UTF_8);
            int end = so.indexOf('\n');
            if (end >= 0) {
                return so.substring(0, end);
            }
        }
        return "";
    }

    /** Nobody can ring any more. A second call does nothing. */
    @Override
    public void close() {
        try {
            server.close();
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            LOG.log(Logger.Level.DEBUG, () -> "the socket stays: " + FileProblem.describe(e));
        }
    }
}
