package online.cloudtolocalllm.daemon.gateway;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import online.cloudtolocalllm.broker.Broker;
import online.cloudtolocalllm.broker.TimeLimits;
import online.cloudtolocalllm.broker.journal.Journal;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.config.InvalidSettingException;
import online.cloudtolocalllm.protocol.HostPort;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.protocol.status.StatusJson;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;
import org.jspecify.annotations.Nullable;

/** A gateway and a broker on real sockets in this process, with upstreams that a test scripts. */
public final class GatewayFixture implements AutoCloseable {

    /** Without a quiet period a loop may end between two tasks and leave its channels open. */
    private static final long QUIET_MILLIS = 5;

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    private final List<ConnectionSettings> connections = new ArrayList<>();
    private TimeLimits limits = TimeLimits.standard();
    private GatewayLimits gatewayLimits = GatewayLimits.standard();
    private Guards guards = Guards.of(new AccessRules(Set.of(), Set.of()));
    private @Nullable Broker broker;
    private @Nullable GatewayServer server;

    /** Two connections in the order of their priority: what is local, and a cloud behind a token. */
    static GatewayFixture localAndCloud(ScriptedUpstream local, ScriptedUpstream cloud) throws IOException {
        return new GatewayFixture().local(local).cloud(cloud, "cloud-token").open();
    }

    static GatewayFixture only(ScriptedUpstream local) throws IOException {
        return new GatewayFixture().local(local).open();
    }

    GatewayFixture local(ScriptedUpstream upstream) {
        return connection(
                "local_ollama", JsonObject.of("connection_type", "local_ollama", "api_base_url", upstream.url()));
    }

    GatewayFixture cloud(ScriptedUpstream upstream, String token) {
        return connection(
                "cloud_proxy",
                JsonObject.of("connection_type", "cloud_proxy", "api_base_url", upstream.url())
                        .with("auth_token", token));
    }

    GatewayFixture connection(String name, JsonObject settings) {
        try {
            connections.add(ConnectionSettings.read(name, settings));
        } catch (InvalidSettingException e) {
            throw new AssertionError(e);
        }
        return this;
    }

    GatewayFixture limits(UnaryOperator<TimeLimits> change) {
        limits = change.apply(limits);
        return this;
    }

    GatewayFixture gatewayLimits(GatewayLimits other) {
        gatewayLimits = other;
        return this;
    }

    GatewayFixture guards(Guards other) {
        guards = other;
        return this;
    }

    GatewayFixture open() throws IOException {
        Broker opened = Broker.open(connections, loops, blocking, limits, TimeSource.system(), Journal.NONE);
        broker = opened;
        GatewayPages pages = new GatewayPages(Map.of(
                "health",
                target -> CompletableFuture.completedFuture(GatewayPages.Answer.of(JsonObject.of("status", "ok"))),
                "status",
                target -> CompletableFuture.completedFuture(GatewayPages.Answer.of(StatusJson.write(status(opened))))));
        server = GatewayServer.open(
                new HostPort("127.0.0.1", 0), loops, opened, guards, pages, gatewayLimits, TimeSource.system(), "t");
        return this;
    }

    private static DaemonStatus status(Broker broker) {
        return new DaemonStatus(
                "test",
                1,
                Instant.EPOCH,
                "",
                0,
                broker.requestsRunning(),
                broker.requestsQueued(),
                broker.requestsServed(),
                List.of(),
                broker.status());
    }

    Broker broker() {
        return Objects.requireNonNull(broker);
    }

    GatewayServer server() {
        return Objects.requireNonNull(server);
    }

    HostPort address() {
        return Objects.requireNonNull(server).address();
    }

    /** Waits until a connection is seen in a state. */
    void awaitState(String name, HealthState state) throws InterruptedException {
        if (!Until.holds(Until.LIMIT, () -> state(name) == state)) {
            throw new AssertionError(name + " is " + state(name) + ", not " + state);
        }
    }

    private HealthState state(String name) {
        return status(name).health().state();
    }

    private ConnectionStatus status(String name) {
        return broker().status().connection(new ConnectionId(name)).orElseThrow();
    }

    /** Waits until it is known of so many connections which models they have, which is a moment after they are up. */
    void awaitLists(int known) throws InterruptedException {
        if (!Until.holds(
                Until.LIMIT,
                () -> broker().status().connections().stream()
                                .filter(ConnectionStatus::modelsKnown)
                                .count()
                        >= known)) {
            throw new AssertionError("the models are not known: " + broker().status());
        }
    }

    /** Waits until a connection is known to hold a model in memory, which is the last that is read after a probe. */
    void awaitLoaded(String name, String model) throws InterruptedException {
        if (!Until.holds(Until.LIMIT, () -> status(name).loaded().contains(model))) {
            throw new AssertionError(name + " holds " + status(name).loaded() + ", not " + model);
        }
    }

    /** Waits until nothing is on its way any more. */
    void awaitIdle() {
        if (!broker().awaitIdle(Until.LIMIT.toMillis())) {
            throw new AssertionError(broker().requestsRunning() + " requests are still running");
        }
    }

    /**
     * The standard limits with probes that happen often, for tests that wait for them. Each has the time that it takes: whoever is
     * away refuses it at once.
     */
    static TimeLimits quickProbes(TimeLimits standard) {
        return oftenProbed(standard, Until.LIMIT, Until.LIMIT);
    }

    /** As {@link #quickProbes}, for tests that wait for several probes that nobody answers. */
    static TimeLimits hastyProbes(TimeLimits standard) {
        return oftenProbed(standard, standard.connectLoopback(), Duration.ofMillis(200));
    }

    /** The standard limits with more time for each probe: what does not answer is down after nine seconds. */
    static TimeLimits patientProbes(TimeLimits standard) {
        Duration limit = Duration.ofSeconds(5);
        return probes(standard, limit, limit, standard.probeInterval(), standard.probeIntervalActive());
    }

    /** The standard limits with probes so rare that no test sees a second one, and the first has the time that it takes. */
    public static TimeLimits rareProbes(TimeLimits standard) {
        return probes(standard, Until.LIMIT, Until.LIMIT, Duration.ofHours(1), Duration.ofHours(1));
    }

    private static TimeLimits oftenProbed(TimeLimits standard, Duration connectLoopback, Duration limit) {
        return probes(standard, connectLoopback, limit, Duration.ofMillis(100), Duration.ofMillis(50));
    }

    private static TimeLimits probes(
            TimeLimits standard, Duration connectLoopback, Duration limit, Duration interval, Duration active) {
        return new TimeLimits(
                standard.connect(),
                connectLoopback,
                standard.firstByteOllama(),
                standard.firstByteHosted(),
                standard.firstByteOther(),
                standard.silence(),
                standard.unread(),
                limit,
                interval,
                active);
    }

    /** The limits of {@link #impatient}: longer than an upstream of a test is ever kept from answering by the machine. */
    static final Duration IMPATIENT = Duration.ofMillis(2_500);

    /** The standard limits with other ones for the first byte and for silence in a stream. */
    static TimeLimits impatient(TimeLimits standard) {
        return new TimeLimits(
                standard.connect(),
                standard.connectLoopback(),
                IMPATIENT,
                IMPATIENT,
                IMPATIENT,
                IMPATIENT,
                standard.unread(),
                standard.probe(),
                standard.probeInterval(),
                standard.probeIntervalActive());
    }

    @Override
    public void close() {
        Objects.requireNonNull(server).close();
        broker().close();
        blocking.shutdownNow();
        loops.shutdownGracefully(QUIET_MILLIS, Until.LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .awaitUninterruptibly();
    }
}
