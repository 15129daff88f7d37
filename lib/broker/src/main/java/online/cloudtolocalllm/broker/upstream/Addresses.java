package online.cloudtolocalllm.broker.upstream;

import io.netty.util.NetUtil;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import online.cloudtolocalllm.protocol.TimeSource;

/**
 * Turns host names into addresses without blocking an event loop: the system's resolver is asked on another thread, and its
 * answer is used for half a minute. A name is looked up once at a time, however many wait for it: a resolver that hangs holds
 * one thread for each name, not one for each request. Thread-safe.
 */
final class Addresses {

    private static final long FRESH_NANOS = 30_000_000_000L;

    /** Looks a name up; blocks. */
    interface Resolver {

        /**
         * The addresses of a host, at least one.
         *
         * @throws UnknownHostException if there is none
         */
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    private final Executor blocking;
    private final TimeSource time;
    private final Resolver resolver;
    private final ConcurrentHashMap<String, Answer> answers = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, CompletableFuture<List<InetAddress>>> running = new ConcurrentHashMap<>();

    private record Answer(List<InetAddress> addresses, long atNanos) {}

    Addresses(Executor blocking, TimeSource time, Resolver resolver) {
        this.blocking = blocking;
        this.time = time;
        this.resolver = resolver;
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
        var _ = lookUp(host).whenComplete((found, failure) -> {
            if (failure == null) {
                promise.setSuccess(found);
            } else {
                promise.setFailure(failure);
            }
        });
        return promise;
    }

    private CompletableFuture<List<InetAddress>> lookUp(String host) {
        CompletableFuture<List<InetAddress>> mine = new CompletableFuture<>();
        CompletableFuture<List<InetAddress>> theirs = running.putIfAbsent(host, mine);
        if (theirs != null) {
            return theirs;
        }
        try {
            blocking.execute(() -> resolve(host, mine));
        } catch (RejectedExecutionException stopping) {
            running.remove(host, mine);
            mine.completeExceptionally(stopping);
        }
        return mine;
    }

    private void resolve(String host, CompletableFuture<List<InetAddress>> promise) {
        try {
            List<InetAddress> addresses = List.of(resolver.resolve(host));
            answers.put(host, new Answer(addresses, time.nanoTime()));
            running.remove(host, promise);
            promise.complete(addresses);
        } catch (UnknownHostException | RuntimeException e) {
            running.remove(host, promise);
            promise.completeExceptionally(e);
        }
    }

    /** Forgets every answer, and waits for none that is under way, as after a change of the network. */
    void forget() {
        answers.clear();
        running.clear();
    }
}
