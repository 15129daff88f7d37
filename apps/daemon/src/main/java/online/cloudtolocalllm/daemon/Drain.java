package online.cloudtolocalllm.daemon;

import java.time.Duration;
import online.cloudtolocalllm.broker.Broker;
import online.cloudtolocalllm.daemon.gateway.GatewayServer;
import online.cloudtolocalllm.daemon.ipc.IpcServer;
import online.cloudtolocalllm.protocol.TimeSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets what is running end while nothing new begins, within a limit; whoever is still running then is told that the answer is not
 * whole. Thread-safe.
 */
final class Drain {

    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

    /** What the last words of broken answers have beyond the limit. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private static final String STOPPING = "The daemon is stopping. What came before is incomplete; ask again.";

    private final Broker broker;
    private final GatewayServer gateway;
    private final IpcServer ipc;
    private final TimeSource time;
    private final Duration limit;

    Drain(Broker broker, GatewayServer gateway, IpcServer ipc, TimeSource time, Duration limit) {
        this.broker = broker;
        this.gateway = gateway;
        this.ipc = ipc;
        this.time = time;
        this.limit = limit;
    }

    /** Blocks until everything has ended, or was broken off. */
    void run() {
        long end = time.nanoTime() + limit.toNanos();
        gateway.stopTaking();
        ipc.stopTaking();
        if (!broker.awaitIdle(limit.toMillis())) {
            broker.interrupt(STOPPING);
            if (!broker.awaitIdle(LAST_WORDS.toMillis())) {
                LOG.warn("{} requests were broken off", broker.requestsRunning());
            }
        }
        if (!gateway.awaitDelivered(left(end))) {
            LOG.warn("answers that clients did not take in time were broken off");
        }
        if (!ipc.awaitDelivered(left(end))) {
            ipc.breakOffStreams(STOPPING);
            ipc.awaitDelivered(LAST_WORDS);
            LOG.warn("replies that clients did not take in time were broken off");
        }
    }

    /** At least a moment, so that what was just written can leave. */
    private Duration left(long end) {
        Duration left = Duration.ofNanos(end - time.nanoTime());
        return left.compareTo(LAST_WORDS) < 0 ? LAST_WORDS : left;
    }
}
