package online.cloudtolocalllm.broker.doctor;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.broker.PatientLimits;
import online.cloudtolocalllm.broker.health.HealthBoard;
import online.cloudtolocalllm.broker.upstream.UpstreamSockets;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.testkit.Until;

/** Tests of connections, with sockets of their own. */
final class DoctorFixture implements AutoCloseable {

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    private final TimeSource time = TimeSource.system();
    private final HealthBoard board = new HealthBoard(time, (delay, task) -> {});
    private final UpstreamSockets sockets = new UpstreamSockets(loops, blocking, time);
    private final ConnectionTester tester = new ConnectionTester(board, PatientLimits.probedOnce(), time);

    ConnectionReport test(ConnectionSettings settings, boolean chat) {
        EventLoop loop = loops.next();
        return tester.test(settings, loop, sockets.on(loop), chat)
                .orTimeout(Until.LIMIT.multipliedBy(2).toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    @Override
    public void close() {
        sockets.close();
        blocking.shutdownNow();
        loops.shutdownGracefully(5, 2_000, TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }
}
