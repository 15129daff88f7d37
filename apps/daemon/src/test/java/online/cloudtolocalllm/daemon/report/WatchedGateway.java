package online.cloudtolocalllm.daemon.report;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import online.cloudtolocalllm.broker.Broker;
import online.cloudtolocalllm.broker.TimeLimits;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.config.InvalidSettingException;
import online.cloudtolocalllm.daemon.gateway.AccessRules;
import online.cloudtolocalllm.daemon.gateway.GatewayFixture;
import online.cloudtolocalllm.daemon.gateway.GatewayLimits;
import online.cloudtolocalllm.daemon.gateway.GatewayPages;
import online.cloudtolocalllm.daemon.gateway.GatewayServer;
import online.cloudtolocalllm.daemon.gateway.Guards;
import online.cloudtolocalllm.protocol.HostPort;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.http.Answer;
import online.cloudtolocalllm.testkit.http.RawHttp;

/** A gateway on real sockets whose requests are reported. */
final class WatchedGateway implements AutoCloseable {

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    private final Report report;
    private final Broker broker;
    private final GatewayServer server;

    WatchedGateway(Path totals, List<ConnectionSettings> connections) throws IOException {
        TimeSource time = TimeSource.system();
        report = Report.open(totals, true, new Report.Timing(loops, blocking, time), List.of());
        // What happens to a connection after the start is noticed by requests only.
        TimeLimits limits = GatewayFixture.rareProbes(TimeLimits.standard());
        broker = Broker.open(connections, loops, blocking, limits, time, report.journal());
        server = GatewayServer.open(
                new HostPort("127.0.0.1", 0),
                loops,
                broker,
                Guards.of(new AccessRules(Set.of(), Set.of())),
                new GatewayPages(report.pages(this::status)),
                GatewayLimits.standard(),
                time,
                "t");
    }

    static ConnectionSettings connection(String name, String type, String url) {
        JsonObject json = JsonObject.of("connection_type", type, "api_base_url", url);
        try {
            return ConnectionSettings.read(
                    name, type.equals("cloud_proxy") ? json.with("auth_token", "cloud-token") : json);
        } catch (InvalidSettingException e) {
            throw new AssertionError(e);
        }
    }

    private DaemonStatus status() {
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

    HostPort address() {
        return server.address();
    }

    String text(String page) {
        try {
            Answer answer = RawHttp.get(address(), "/_broker/" + page);
            if (answer.status() != 200) {
                throw new AssertionError(page + " is answered " + answer.status());
            }
            return answer.text();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    JsonObject json(String page) {
        try {
            return Json.parseObject(text(page));
        } catch (MalformedJsonException e) {
            throw new AssertionError(e);
        }
    }

    /** The reply to an IPC command. */
    JsonObject ask(String command, JsonObject message) {
        return Objects.requireNonNull(report.handlers().get(command))
                .answer(message)
                .toCompletableFuture()
                .join();
    }

    List<JsonObject> requests(String query) {
        return json("requests" + query).array("requests").objects();
    }

    /** The newest request, once it is as wished. */
    JsonObject newest(Predicate<JsonObject> wish) throws InterruptedException {
        boolean came =
                Until.holds(Until.LIMIT, () -> requests("?limit=1").stream().anyMatch(wish));
        JsonObject newest = requests("?limit=1").getFirst();
        if (!came) {
            throw new AssertionError("the newest request is " + newest.toJson());
        }
        return newest;
    }

    @Override
    public void close() {
        server.close();
        broker.awaitIdle(Until.LIMIT.toMillis());
        broker.close();
        report.close();
        blocking.shutdownNow();
        loops.shutdownGracefully(5, Until.LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .awaitUninterruptibly();
    }
}
