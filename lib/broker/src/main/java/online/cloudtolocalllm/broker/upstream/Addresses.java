package online.cloudtolocalllm.broker.upstream;

import io.netty.util.NetUtil;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import online.cloudtolocalllm.protocol.TimeSource;

/**
 * Turns host names into addresses without blocking an event loop: the system's resolver is asked on another thread, and its
 * answer is used for half a minute. Thread-safe.
 */
final class Addresses {

    private static final long FRESH_NANOS = 30_000_000_000L;

    private final Executor blocking;
    private final TimeSource time;
    private final ConcurrentHashMap<String, Answer> answers = new ConcurrentHashMap<>();

    private record Answer(List<InetAddress> addresses, long atNanos) {}

    Addresses(Executor blocking, TimeSource time) {
        this.blocking = blocking;
        this.time = time;
    }

    /** The host's addresses; fails with {@link UnknownHostException}. Completes on the given loop, at once if they are known. */
    Future<List<InetAddress>> of(String host, EventExecutor loop) {
        byte[] literal = NetUtil.createByteArrayFromIpAddressString(host);
        if (literal != null) {
            try {
                return loop.newSucceededFuture(List.of(InetAddress.getByAddress(host, literal)));
            } catch (UnknownHostException e) {
                return loop.newFailedFuture(e);
            }
        }
        Answer answer = answers.get(host);
        if (answer != null && time.nanoTime() - answer.atNanos < FRESH_NANOS) {
            return loop.newSucceededFuture(answer.addresses);
        }
        Promise<List<InetAddress>> promise = loop.newPromise();
        blocking.execute(() -> lookUp(host, promise));
        return promise;
    }

    private void lookUp(String host, Promise<List<InetAddress>> promise) {
        try {
            List<InetAddress> addresses = List.of(InetAddress.getAllByName(host));
            answers.put(host, new Answer(addresses, time.nanoTime()));
            promise.setSuccess(addresses);
        } catch (UnknownHostException e) {
            promise.setFailure(e);
        }
    }

    /** Forgets every answer: this computer may be in another network now. */
    void forget() {
        answers.clear();
    }
}
