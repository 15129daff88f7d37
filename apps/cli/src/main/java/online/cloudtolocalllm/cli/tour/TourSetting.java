package online.cloudtolocalllm.cli.tour;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import online.cloudtolocalllm.cli.http.HttpCall;
import online.cloudtolocalllm.cli.run.CommandFailure;
import online.cloudtolocalllm.protocol.HostPort;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.HealthState;

/** The first two steps: the processes of the tour. For one thread. */
final class TourSetting {

    /** Fast enough for a tour, slow enough to be seen. */
    private static final String SPEED = "30";

    private static final Duration READY_LIMIT = Duration.ofSeconds(10);
    private static final Duration ASK_LIMIT = Duration.ofSeconds(5);

    private final TourStage stage;

    TourSetting(TourStage stage) {
        this.stage = stage;
    }

    DemoServer localServer() throws CommandFailure, TourFailure, InterruptedException {
        DemoServer local = server(List.of("--name", "local"));
        stage.screen().line("local   " + local.url() + "   process " + local.pid());
        expect(local, "/api/version", 200);
        return local;
    }

    /** The same server as before, back after its end. */
    DemoServer localServerAgain(HostPort before) throws CommandFailure, TourFailure, InterruptedException {
        return server(List.of("--name", "local", "--port", Integer.toString(before.port())));
    }

    DemoServer cloudServer() throws CommandFailure, TourFailure, InterruptedException {
        Path token = stage.home().tokenFile();
        DemoServer cloud = server(List.of("--name", "cloud", "--cloud", "--token-file", token.toString()));
        stage.screen().line("cloud   " + cloud.url() + "   process " + cloud.pid() + ", plays the cloud");
        expect(cloud, "/api/ollama/api/tags", 401);
        stage.screen().seen("both answer, and the cloud refuses who has no token");
        return cloud;
    }

    private DemoServer server(List<String> arguments) throws CommandFailure, TourFailure, InterruptedException {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of("--tokens-per-second", SPEED));
        return DemoServer.start(
                new DemoServer.Order(
                        stage.inside().launcherOrFail(),
                        stage.inside().osName(),
                        stage.inside().environment(),
                        stage.home().demoLog(),
                        stage.keep(),
                        all),
                stage.processes());
    }

    private static void expect(DemoServer server, String path, int status) throws TourFailure {
        try (HttpCall call = HttpCall.send(server.address(), HttpCall.Request.get(path, ASK_LIMIT))) {
            if (call.status() != status) {
                throw new TourFailure(
                        server.url() + path + " answered " + call.status() + " where " + status + " was expected");
            }
        } catch (IOException e) {
            throw new TourFailure(server.url() + path + " did not answer: " + e.getMessage());
        }
    }

    /** Starts the daemon and returns the address of its gateway. */
    HostPort daemon(DemoServer local, DemoServer cloud)
            throws CommandFailure, IOException, TourFailure, InterruptedException {
        stage.home().writeConnections(local.address(), cloud.address());
        stage.daemon()
                .start(List.of("--port", "0", "--gateway", "127.0.0.1:0", "--no-tray"), process -> stage.processes()
                        .add(process));
        DaemonStatus status = stage.daemon().await(s -> up(s, TourStage.LOCAL) && up(s, TourStage.CLOUD), READY_LIMIT);
        ProcessHandle.of(status.pid()).ifPresent(stage.processes()::add);
        for (ConnectionId id : List.of(TourStage.LOCAL, TourStage.CLOUD)) {
            if (!up(status, id)) {
                throw new TourFailure("the connection " + id + " is not up after " + READY_LIMIT.toSeconds() + " s"
                        + reason(status, id));
            }
        }
        HostPort gateway = HostPort.parse(status.gateway(), new HostPort("127.0.0.1", 0))
                .filter(place -> place.port() > 0)
                .orElseThrow(() -> new TourFailure("the daemon's gateway has no address: " + status.gateway()));
        stage.screen().line("gateway http://" + gateway + "   process " + status.pid());
        stage.screen().seen("it serves, and both connections are up");
        return gateway;
    }

    private static boolean up(DaemonStatus status, ConnectionId id) {
        return status.snapshot()
                .connection(id)
                .map(connection -> connection.health().state() == HealthState.UP)
                .orElse(false);
    }

    private static String reason(DaemonStatus status, ConnectionId id) {
        return status.snapshot()
                .connection(id)
                .map(ConnectionStatus::health)
                .map(health -> " but " + health.state().word() + ", " + health.reason())
                .orElse("");
    }
}
