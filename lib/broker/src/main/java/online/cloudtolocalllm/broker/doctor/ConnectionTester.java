package online.cloudtolocalllm.broker.doctor;

import io.netty.channel.EventLoop;
import java.util.concurrent.CompletableFuture;
import online.cloudtolocalllm.broker.TimeLimits;
import online.cloudtolocalllm.broker.health.HealthBoard;
import online.cloudtolocalllm.broker.upstream.LoopSockets;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.protocol.TimeSource;

/** Tests connections when somebody asks. Thread-safe. */
@SuppressWarnings("exports") // made by the broker only; its reports are what others see
public final class ConnectionTester {

    private final HealthBoard board;
    private final TimeLimits limits;
    private final TimeSource time;

    /** A tester that tells the board what it sees. */
    public ConnectionTester(HealthBoard board, TimeLimits limits, TimeSource time) {
        this.board = board;
        this.limits = limits;
        this.time = time;
    }

    /**
     * Tests one connection; completes within a few seconds, or within a minute with a chat.
     *
     * @param loop where it happens
     * @param sockets of that loop
     * @param chat whether to ask a model for one token, which costs money at hosted APIs
     */
    public CompletableFuture<ConnectionReport> test(
            ConnectionSettings settings, EventLoop loop, LoopSockets sockets, boolean chat) {
        CompletableFuture<ConnectionReport> report = new CompletableFuture<>();
        Examination examination = new Examination(settings, loop, sockets, board, limits, time, chat, report);
        loop.execute(examination::start);
        return report;
    }
}
