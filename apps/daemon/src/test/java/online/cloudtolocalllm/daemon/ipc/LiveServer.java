package online.cloudtolocalllm.daemon.ipc;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.protocol.IpcCredentials;

/** A real server around a {@link FakeControl}, with everything that has to be closed afterwards. */
final class LiveServer implements AutoCloseable {

    final FakeControl control = new FakeControl();
    final IpcServer server;
    final IpcServer.Threads threads;
    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final List<TestClient> clients = new ArrayList<>();

    LiveServer(IpcLimits limits) {
        this(limits, IpcAccess.open());
    }

    LiveServer(IpcLimits limits, IpcAccess access) {
        threads = new IpcServer.Threads(loops, NioServerSocketChannel.class, workers);
        server = switch (IpcServer.open(threads, 0, FakeControl.STARTED, limits, control, access)) {
            case IpcServer.Opening.Listening(IpcServer open) -> open;
            case IpcServer.Opening.Refused(int port, String reason) -> throw new AssertionError(reason);
        };
    }

    IpcCredentials credentials() {
        return server.credentials();
    }

    /** A socket that has not said anything. */
    TestClient connect() throws IOException {
        TestClient client = new TestClient(credentials());
        clients.add(client);
        return client;
    }

    /** An authenticated client. */
    TestClient client() throws IOException {
        TestClient client = connect();
        client.authenticate();
        return client;
    }

    /** An authenticated client that calls itself this. */
    TestClient client(String name) throws IOException {
        TestClient client = connect();
        client.authenticate(name);
        return client;
    }

    @Override
    public void close() throws IOException {
        for (TestClient client : clients) {
            client.close();
        }
        server.close();
        loops.shutdownGracefully(0, 10, TimeUnit.SECONDS).syncUninterruptibly();
        workers.close();
    }
}
