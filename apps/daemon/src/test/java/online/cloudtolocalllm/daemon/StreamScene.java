package online.cloudtolocalllm.daemon;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import online.cloudtolocalllm.broker.Broker;
import online.cloudtolocalllm.broker.TimeLimits;
import online.cloudtolocalllm.broker.journal.Journal;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.config.InvalidSettingException;
import online.cloudtolocalllm.daemon.ipc.Audience;
import online.cloudtolocalllm.daemon.ipc.ClientBoard;
import online.cloudtolocalllm.daemon.ipc.DaemonControl;
import online.cloudtolocalllm.daemon.ipc.IpcAccess;
import online.cloudtolocalllm.daemon.ipc.IpcLimits;
import online.cloudtolocalllm.daemon.ipc.IpcServer;
import online.cloudtolocalllm.daemon.ipc.ProxyCall;
import online.cloudtolocalllm.daemon.ipc.StatusFeed;
import online.cloudtolocalllm.daemon.ipc.TestClient;
import online.cloudtolocalllm.daemon.process.DemoLauncher;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;

/** An IPC server in front of a broker on real sockets, with a local connection and a cloud that a test scripts. */
final class StreamScene implements AutoCloseable {

    private static final long QUIET_MILLIS = 5;

    final ScriptedUpstream local = ScriptedUpstream.ollama();
    /** What happens to a call between the reader and the relay. */
    volatile UnaryOperator<ProxyCall> underway = UnaryOperator.identity();

    final Broker broker;
    final IpcServer server;
    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    private final List<TestClient> clients = new ArrayList<>();

    StreamScene(ScriptedUpstream... others) throws IOException {
        List<ConnectionSettings> connections = new ArrayList<>();
        connections.add(connection("local_ollama", "local_ollama", local));
        for (ScriptedUpstream other : others) {
            connections.add(connection("other_" + connections.size(), "ollama", other));
        }
        broker = Broker.open(connections, loops, blocking, TimeLimits.standard(), TimeSource.system(), Journal.NONE);
        DemoStandIn demo = new DemoStandIn(broker, DemoLauncher.ofThisProcess(Set::of), loops, blocking);
        DaemonControls control = new DaemonControls(
                broker,
                loops,
                blocking,
                StreamScene::state,
                demo,
                () -> {},
                Map.of(),
                new Audience(
                        new ClientBoard(),
                        new StatusFeed(
                                new StatusFeed.Source(StreamScene::state, StreamScene::state),
                                blocking,
                                (delay, task) -> {},
                                TimeSource.system())));
        IpcServer.Threads threads = new IpcServer.Threads(loops, NioServerSocketChannel.class, blocking);
        DaemonControl altered = new AlteredCalls(control, call -> underway.apply(call));
        server = switch (IpcServer.open(threads, 0, Instant.EPOCH, IpcLimits.STANDARD, altered, IpcAccess.open())) {
            case IpcServer.Opening.Listening(IpcServer open) -> open;
            case IpcServer.Opening.Refused(int port, String reason) -> throw new AssertionError(reason);
        };
    }

    private static DaemonStatus state() {
        throw new AssertionError("nobody asked for the state");
    }

    private static ConnectionSettings connection(String name, String type, ScriptedUpstream upstream) {
        try {
            return ConnectionSettings.read(
                    name, JsonObject.of("connection_type", type, "api_base_url", upstream.url()));
        } catch (InvalidSettingException e) {
            throw new AssertionError(e);
        }
    }

    /** A client that has proved itself. */
    TestClient client() throws IOException {
        TestClient client = new TestClient(server.credentials());
        clients.add(client);
        client.authenticate();
        return client;
    }

    /** Waits until nothing is on its way any more. */
    void awaitIdle() {
        if (!broker.awaitIdle(Until.LIMIT.toMillis())) {
            throw new AssertionError(broker.requestsRunning() + " requests are still running");
        }
    }

    @Override
    public void close() throws IOException {
        for (TestClient client : clients) {
            client.close();
        }
        server.close();
        broker.close();
        local.close();
        blocking.shutdownNow();
        loops.shutdownGracefully(QUIET_MILLIS, Until.LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .awaitUninterruptibly();
    }
}
