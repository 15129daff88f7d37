package online.cloudtolocalllm.broker;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import online.cloudtolocalllm.broker.health.HealthBoard;
import online.cloudtolocalllm.broker.health.Observation;
import online.cloudtolocalllm.broker.health.ProbeAnswer;
import online.cloudtolocalllm.broker.model.ModelList;
import online.cloudtolocalllm.broker.upstream.Fetch;
import online.cloudtolocalllm.broker.upstream.LoopSockets;
import online.cloudtolocalllm.broker.upstream.UpstreamPaths;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.protocol.TimeSource;

/** Tests one connection when somebody asks: its address, whether it answers, its version, its models. */
final class ConnectionTester {

    private final HealthBoard board;
    private final TimeLimits limits;
    private final TimeSource time;

    ConnectionTester(HealthBoard board, TimeLimits limits, TimeSource time) {
        this.board = board;
        this.limits = limits;
        this.time = time;
    }

    CompletableFuture<ConnectionReport> test(ConnectionSettings settings, EventLoop loop, LoopSockets sockets) {
        CompletableFuture<ConnectionReport> report = new CompletableFuture<>();
        List<ConnectionReport.Step> steps = new ArrayList<>();
        steps.add(new ConnectionReport.Step(
                ConnectionReport.Kind.ADDRESS,
                true,
                Duration.ZERO,
                settings.origin().toString()));
        loop.execute(() -> connect(settings, loop, sockets, steps, report));
        return report;
    }

    private void connect(
            ConnectionSettings settings,
            EventLoop loop,
            LoopSockets sockets,
            List<ConnectionReport.Step> steps,
            CompletableFuture<ConnectionReport> report) {
        long began = time.nanoTime();
        Fetch.get(sockets, loop, settings, UpstreamPaths.probe(settings.kind()), limits, result -> {
            Duration took = Duration.ofNanos(time.nanoTime() - began);
            Observation seen = ProbeAnswer.observe(result, took);
            board.observe(settings, seen);
            steps.add(
                    switch (result) {
                        case Fetch.Result.Failed(String why, boolean ignored) ->
                            new ConnectionReport.Step(ConnectionReport.Kind.CONNECT, false, took, why);
                        case Fetch.Result.Document ignored ->
                            new ConnectionReport.Step(ConnectionReport.Kind.CONNECT, true, took, "it answers");
                    });
            if (result instanceof Fetch.Result.Document) {
                steps.add(version(seen, took));
            }
            if (steps.getLast().ok()) {
                models(settings, loop, sockets, steps, report);
            } else {
                report.complete(new ConnectionReport(settings.id(), steps));
            }
        });
    }

    private static ConnectionReport.Step version(Observation seen, Duration took) {
        return switch (seen) {
            case Observation.ProbeAnswered(Duration ignored, String version) ->
                new ConnectionReport.Step(
                        ConnectionReport.Kind.VERSION, true, took, version.isEmpty() ? "not stated" : version);
            case Observation.ProbeFailed(String why, boolean ignored) ->
                new ConnectionReport.Step(ConnectionReport.Kind.VERSION, false, took, why);
            case Observation.CredentialRefused(int status) ->
                new ConnectionReport.Step(
                        ConnectionReport.Kind.VERSION, false, took, "the token was refused (" + status + ")");
            case Observation.ProbeAnsweredBadly(int ignored, String why) ->
                new ConnectionReport.Step(ConnectionReport.Kind.VERSION, false, took, why);
            default -> throw new IllegalStateException("not seen by a probe: " + seen);
        };
    }

    private void models(
            ConnectionSettings settings,
            EventLoop loop,
            LoopSockets sockets,
            List<ConnectionReport.Step> steps,
            CompletableFuture<ConnectionReport> report) {
        long began = time.nanoTime();
        Fetch.get(sockets, loop, settings, UpstreamPaths.models(settings.kind()), limits, result -> {
            Optional<ModelList> models = ProbeAnswer.models(result);
            models.ifPresent(names -> board.models(settings, names));
            steps.add(new ConnectionReport.Step(
                    ConnectionReport.Kind.MODELS,
                    models.isPresent(),
                    Duration.ofNanos(time.nanoTime() - began),
                    models.map(found -> found.names().isEmpty() ? "none yet" : String.join(", ", found.names()))
                            .orElse("the list of models could not be read")));
            report.complete(new ConnectionReport(settings.id(), steps));
        });
    }
}
