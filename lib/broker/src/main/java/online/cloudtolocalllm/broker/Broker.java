package online.cloudtolocalllm.broker;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import online.cloudtolocalllm.broker.exchange.BodyBudget;
import online.cloudtolocalllm.broker.exchange.RelayExchange;
import online.cloudtolocalllm.broker.exchange.RelayTools;
import online.cloudtolocalllm.broker.health.HealthBoard;
import online.cloudtolocalllm.broker.health.Prober;
import online.cloudtolocalllm.broker.journal.Journal;
import online.cloudtolocalllm.broker.relay.Relay;
import online.cloudtolocalllm.broker.relay.RelayRequest;
import online.cloudtolocalllm.broker.relay.ResponseSink;
import online.cloudtolocalllm.broker.upstream.LoopSockets;
import online.cloudtolocalllm.broker.upstream.UpstreamSockets;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.StatusSnapshot;

/**
 * Chooses a connection for each request, passes the answer on, and watches all connections meanwhile. Thread-safe. No method
 * blocks.
 */
public final class Broker implements AutoCloseable {

    private final EventLoopGroup loops;
    private final TimeLimits limits;
    private final TimeSource time;
    private final UpstreamSockets sockets;
    private final HealthBoard board;
    private final Map<ConnectionId, Watched> connections = new ConcurrentHashMap<>();
    private final Map<ConnectionId, AtomicInteger> inUse = new ConcurrentHashMap<>();
    private final Map<RelayExchange, EventLoop> running = new ConcurrentHashMap<>();
    private final Object idleSignal = new Object();
    private final AtomicInteger idleWaiters = new AtomicInteger();
    private final BodyBudget bodies = new BodyBudget();
    private final LongAdder served = new LongAdder();
    private final RelayTools.Traffic traffic = new CountedTraffic();

    private record Watched(ConnectionSettings settings, Prober prober) {}

    private final Journal journal;

    private Broker(EventLoopGroup loops, Executor blocking, TimeLimits limits, TimeSource time, Journal journal) {
        this.journal = journal;
        this.loops = loops;
        this.limits = limits;
        this.time = time;
        this.sockets = new UpstreamSockets(loops, blocking, time);
        this.board = new HealthBoard(time);
    }

    /**
     * Opens a broker and begins to watch its connections.
     *
     * @param connections the configured connections
     * @param loops where sockets live; not closed by the broker
     * @param blocking runs the few things that block: name look-ups and reading the trusted authorities
     * @param journal notes what becomes of every request
     */
    public static Broker open(
            List<ConnectionSettings> connections,
            EventLoopGroup loops,
            Executor blocking,
            TimeLimits limits,
            TimeSource time,
            Journal journal) {
        Broker broker = new Broker(loops, blocking, limits, time, journal);
        connections.forEach(broker::add);
        return broker;
    }

    /** Adds a connection, or replaces the one of the same name, and begins to watch it if it is enabled. */
    public void add(ConnectionSettings settings) {
        EventLoop loop = loops.next();
        AtomicInteger users = users(settings);
        Prober prober = new Prober(settings, loop, sockets.on(loop), board, limits, time, () -> users.get() > 0);
        Watched before = connections.put(settings.id(), new Watched(settings, prober));
        if (before != null) {
            before.prober.stop();
        }
        board.add(settings);
        if (settings.enabled()) {
            prober.start();
        }
    }

    private AtomicInteger users(ConnectionSettings settings) {
        return inUse.computeIfAbsent(settings.id(), id -> new AtomicInteger());
    }

    /** Takes a connection away; requests that it is answering go on to their end. */
    public void remove(ConnectionId id) {
        Watched gone = connections.remove(id);
        if (gone != null) {
            gone.prober.stop();
            board.remove(id);
        }
    }

    /** The present state of all connections. */
    public StatusSnapshot status() {
        return board.snapshot();
    }

    /** Says that somebody is looking at the status: connections that were not probed just now are probed at once. */
    public void lookedAt() {
        connections.values().forEach(watched -> watched.prober.hurry());
    }

    /** How many requests are on their way. */
    public long requestsRunning() {
        return running.size();
    }

    /** How many requests were answered, refusals included, since the broker was opened. */
    public long requestsServed() {
        return served.sum();
    }

    /**
     * Begins to relay a request.
     *
     * @param loop the loop that the call is made on, one of the broker's; everything about the relay happens there
     * @param request the request
     * @param sink where the answer goes
     * @return the relay, to which the request's body is given next
     */
    public Relay relay(EventLoop loop, RelayRequest request, ResponseSink sink) {
        RelayTools tools = new RelayTools(sockets.on(loop), board, limits, time, bodies, traffic, journal);
        RelayExchange exchange = new RelayExchange(loop, request, sink, tools);
        running.put(exchange, loop);
        exchange.start();
        return exchange;
    }

    /** Tests a connection now; empty if there is none of this name. The stage completes within a few seconds. */
    public Optional<CompletionStage<ConnectionReport>> test(ConnectionId id) {
        Watched watched = connections.get(id);
        if (watched == null) {
            return Optional.empty();
        }
        EventLoop loop = loops.next();
        LoopSockets on = sockets.on(loop);
        CompletableFuture<ConnectionReport> report =
                new ConnectionTester(board, limits, time).test(watched.settings, loop, on);
        return Optional.of(report);
    }

    /**
     * Waits until no request is on its way; blocks, so not for an event loop.
     *
     * @param limitMillis how long to wait at most
     * @return whether none is left
     */
    public boolean awaitIdle(long limitMillis) {
        long deadline = time.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitMillis);
        idleWaiters.incrementAndGet();
        try {
            return awaitIdleUntil(deadline);
        } finally {
            idleWaiters.decrementAndGet();
        }
    }

    private boolean awaitIdleUntil(long deadline) {
        synchronized (idleSignal) {
            while (!running.isEmpty()) {
                long leftMillis = TimeUnit.NANOSECONDS.toMillis(deadline - time.nanoTime());
                if (leftMillis <= 0) {
                    return false;
                }
                try {
                    idleSignal.wait(leftMillis);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
            return true;
        }
    }

    /** Breaks off whatever is still running; every client is told. */
    public void interrupt(String why) {
        Set.copyOf(running.entrySet())
                .forEach(entry -> entry.getValue().execute(() -> entry.getKey().interrupt(why)));
    }

    /** Ends watching and closes idle connections. */
    @Override
    public void close() {
        connections.values().forEach(watched -> watched.prober.stop());
        sockets.close();
    }

    private final class CountedTraffic implements RelayTools.Traffic {

        @Override
        public void began(ConnectionSettings settings) {
            users(settings).incrementAndGet();
        }

        @Override
        public void ended(ConnectionSettings settings) {
            users(settings).decrementAndGet();
        }

        @Override
        public void waiting(ConnectionSettings settings) {
            Watched watched = connections.get(settings.id());
            if (watched != null) {
                watched.prober.hurry();
            }
        }

        @Override
        public void finished(RelayExchange relay, boolean answered) {
            if (running.remove(relay) != null && answered) {
                served.increment();
            }
            if (idleWaiters.get() > 0 && running.isEmpty()) {
                synchronized (idleSignal) {
                    idleSignal.notifyAll();
                }
            }
        }
    }
}
