package online.cloudtolocalllm.broker;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import online.cloudtolocalllm.broker.doctor.ConnectionReport;
import online.cloudtolocalllm.broker.doctor.ConnectionTester;
import online.cloudtolocalllm.broker.exchange.Admission;
import online.cloudtolocalllm.broker.exchange.BodyBudget;
import online.cloudtolocalllm.broker.exchange.Conversations;
import online.cloudtolocalllm.broker.exchange.RelayExchange;
import online.cloudtolocalllm.broker.exchange.RelayTools;
import online.cloudtolocalllm.broker.health.HealthBoard;
import online.cloudtolocalllm.broker.health.Prober;
import online.cloudtolocalllm.broker.health.Vigil;
import online.cloudtolocalllm.broker.journal.Journal;
import online.cloudtolocalllm.broker.journal.Trace;
import online.cloudtolocalllm.broker.listing.Lists;
import online.cloudtolocalllm.broker.relay.OwnAnswer;
import online.cloudtolocalllm.broker.relay.Relay;
import online.cloudtolocalllm.broker.relay.RelayRequest;
import online.cloudtolocalllm.broker.relay.ResponseSink;
import online.cloudtolocalllm.broker.route.Explanation;
import online.cloudtolocalllm.broker.route.PathKind;
import online.cloudtolocalllm.broker.route.RouteRequest;
import online.cloudtolocalllm.broker.route.Router;
import online.cloudtolocalllm.broker.upstream.UpstreamSockets;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.config.PrivacyRules;
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
    private final WatchedConnections connections;
    private final Vigil vigil;
    private final RunningRelays running;
    private final BodyBudget bodies = new BodyBudget();
    private final Admission admission = new Admission();
    private final LongAdder served = new LongAdder();
    private final RelayTools.Traffic traffic = new CountedTraffic();
    private final Journal journal;
    private final Conversations conversations;
    private final Lists lists;
    private volatile PrivacyRules privacy = PrivacyRules.NONE;
    private volatile boolean stopping;

    private Broker(EventLoopGroup loops, Executor blocking, TimeLimits limits, TimeSource time, Journal journal) {
        this.journal = journal;
        this.loops = loops;
        this.limits = limits;
        this.time = time;
        this.running = new RunningRelays(time);
        this.sockets = new UpstreamSockets(loops, blocking, time);
        this.board = new HealthBoard(
                time, (delay, task) -> loops.next().schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS));
        this.connections = new WatchedConnections(loops, sockets, board, limits, time);
        this.vigil = new Vigil(time, loops.next(), blocking, connections);
        this.conversations = new Conversations(time);
        this.lists = new Lists(sockets, board, limits, time);
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
        broker.vigil.start();
        return broker;
    }

    /** Adds a connection, or replaces the one of the same name, and begins to watch it if it is enabled. */
    public void add(ConnectionSettings settings) {
        connections.add(settings);
    }

    /** Sets how far requests for certain models may travel; counts whenever a connection is asked from now on. */
    public void privacy(PrivacyRules rules) {
        privacy = rules;
    }

    /** Takes a connection away; requests that it is answering go on to their end. */
    public void remove(ConnectionId id) {
        connections.remove(id);
    }

    /**
     * Makes the configured connections these ones. Those that did not change keep their state, their sockets and their
     * probes, as do those of which only changed what is nothing to their server; others are replaced, and those that are not
     * among them are taken away. Requests that are being answered go on to their end. The demo's connection stays. Conversations are routed
     * anew: whoever changes a priority wants to see it.
     */
    public void apply(List<ConnectionSettings> settings) {
        connections.apply(settings);
        conversations.forget();
    }

    /**
     * Says why a connection that awaits its token still does not have it.
     *
     * @param why in words, for people
     */
    public void credentialMissing(ConnectionId id, String why) {
        connections.credentialMissing(id, why);
    }

    /** Says that a connection's models were changed: its lists are read again at once. */
    public void modelsChanged(ConnectionId id) {
        board.modelsChanged(id);
        connections.prober(id, Prober::modelsChanged);
    }

    /** The present state of all connections. */
    public StatusSnapshot status() {
        return board.snapshot();
    }

    /** Tells this one of every change of {@link #status} and of every failover from now on. */
    public void watch(BoardWatcher watcher) {
        board.watch(watcher);
    }

    /** Something that is shown beside the connections has changed: there is a new revision of {@link #status}. */
    public void changedBeside() {
        board.changedBeside();
    }

    /** Says that somebody is looking at the status: connections that were not probed just now are probed at once. */
    public void lookedAt() {
        connections.probers(Prober::hurry);
    }

    /** How many requests are on their way. */
    public long requestsRunning() {
        return running.count();
    }

    /** How many of the requests on their way wait until a connection has room for them. */
    public long requestsQueued() {
        return admission.waiting();
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
        vigil.glance();
        return lists.relay(
                        loop,
                        request,
                        request.limits(privacy),
                        sink,
                        own -> ownAnswer(request, own),
                        () -> exchange(loop, request, sink))
                .orElseGet(() -> exchange(loop, request, sink));
    }

    /** Why a request would go where it would go now. */
    public Explanation explain(RouteRequest request) {
        return Router.explain(request.withLimits(request.limits().withRules(privacy)), board.candidates());
    }

    private void ownAnswer(RelayRequest request, OwnAnswer own) {
        served.increment();
        Trace trace = journal.begin(
                request, PathKind.of(request.method().name(), request.target().path()));
        trace.planned("");
        trace.refused(own.status());
        trace.ended(Trace.End.WHOLE, "");
    }

    private Relay exchange(EventLoop loop, RelayRequest request, ResponseSink sink) {
        RelayTools tools = new RelayTools(
                sockets.on(loop),
                board,
                limits,
                time,
                bodies,
                admission,
                traffic,
                () -> privacy,
                journal,
                conversations,
                lists.isEarly());
        RelayExchange exchange = new RelayExchange(loop, request, sink, tools);
        running.add(exchange, loop);
        if (stopping) {
            exchange.interrupt("The daemon is stopping. Start it again, and ask again.");
        } else {
            exchange.start();
        }
        return exchange;
    }

    /**
     * Tests a connection now; empty if there is none of this name. The stage completes within a few seconds, with a chat
     * within a minute.
     *
     * @param chat whether to ask a model for one token, which costs money at hosted APIs
     */
    public Optional<CompletionStage<ConnectionReport>> test(ConnectionId id, boolean chat) {
        return connections.settings(id).<CompletionStage<ConnectionReport>>map(settings -> {
            EventLoop loop = loops.next();
            return new ConnectionTester(board, limits, time).test(settings, loop, sockets.on(loop), chat);
        });
    }

    /** Waits at most this long until no request is on its way, and says whether none is; blocks, so not for an event loop. */
    public boolean awaitIdle(long limitMillis) {
        return running.awaitIdle(limitMillis);
    }

    /** Refuses every request that comes from now on; those on their way go on. */
    public void stopTaking() {
        stopping = true;
    }

    /** Breaks off whatever is still running; every client is told. */
    public void interrupt(String why) {
        running.interrupt(why);
    }

    /** Ends watching and closes idle connections. */
    @Override
    public void close() {
        vigil.close();
        connections.stop();
        sockets.close();
    }

    private final class CountedTraffic implements RelayTools.Traffic {

        @Override
        public void began(ConnectionSettings settings) {
            connections.users(settings).incrementAndGet();
        }

        @Override
        public void ended(ConnectionSettings settings) {
            connections.users(settings).decrementAndGet();
        }

        @Override
        public void waiting(ConnectionSettings settings) {
            connections.prober(settings.id(), Prober::waitedFor);
        }

        @Override
        public void modelsChanged(ConnectionSettings settings) {
            Broker.this.modelsChanged(settings.id());
            lists.changed(loops.next(), settings);
        }

        @Override
        public void finished(RelayExchange relay, boolean answered) {
            if (running.remove(relay) && answered) {
                served.increment();
            }
        }
    }
}
