package online.cloudtolocalllm.demo.http;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import online.cloudtolocalllm.protocol.HostPort;

/** The listening socket on 127.0.0.1: one dispatcher thread of the JDK's server, one virtual thread for each request. */
public final class DemoServer implements AutoCloseable {

    private static final String HOST = "127.0.0.1";

    /** The default of 50 resets connections when a load test opens hundreds at once. */
    private static final int BACKLOG = 1_024;

    private final HttpServer server;
    private final ExecutorService threads;
    private final AtomicBoolean closed = new AtomicBoolean();

    private DemoServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Starts to listen.
     *
     * @param port 0 for a free one
     * @param cloud the path map to speak; empty for Ollama's own paths
     * @param problems where a mistake of an endpoint is reported
     * @throws IOException if the port cannot be listened on; a {@link java.net.BindException} if it is taken
     */
    public static DemoServer open(
            int port, AccessRules access, Optional<CloudPaths> cloud, Routes routes, PrintStream problems)
            throws IOException {
        // Without it a piece may wait 40 ms for the client's delayed acknowledgement of the one before.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        InetAddress loopback = InetAddress.getByAddress(HOST, new byte[] {127, 0, 0, 1});
        HttpServer server = HttpServer.create(new InetSocketAddress(loopback, port), BACKLOG);
        ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("demo-request-", 0).factory());
        server.setExecutor(threads);
        server.createContext("/", new ExchangeHandler(access, cloud, routes, problems));
        server.start();
        return new DemoServer(server, threads);
    }

    /** The address as a URL without a slash at its end. */
    public String address() {
        return "http://" + new HostPort(HOST, server.getAddress().getPort());
    }

    /** Stops at once: open answers are cut, not ended. Blocks until every thread has ended. Further calls do nothing. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        threads.shutdownNow();
        server.stop(0);
        threads.close();
    }
}
