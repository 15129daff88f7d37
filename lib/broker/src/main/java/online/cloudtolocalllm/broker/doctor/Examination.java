package online.cloudtolocalllm.broker.doctor;

import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import online.cloudtolocalllm.broker.TimeLimits;
import online.cloudtolocalllm.broker.doctor.ConnectionReport.Kind;
import online.cloudtolocalllm.broker.doctor.ConnectionReport.Step;
import online.cloudtolocalllm.broker.health.HealthBoard;
import online.cloudtolocalllm.broker.health.Observation;
import online.cloudtolocalllm.broker.health.ProbeAnswer;
import online.cloudtolocalllm.broker.model.ModelList;
import online.cloudtolocalllm.broker.upstream.DialFault;
import online.cloudtolocalllm.broker.upstream.DialReport;
import online.cloudtolocalllm.broker.upstream.Fetch;
import online.cloudtolocalllm.broker.upstream.Fetch.Result;
import online.cloudtolocalllm.broker.upstream.LoopSockets;
import online.cloudtolocalllm.broker.upstream.UpstreamPaths;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.protocol.TimeSource;

/**
 * One test of one connection: each step is taken when the one before went well; when one fails, what is likely to be meant
 * instead is tried, without the token, before advice is given. Lives on one event loop.
 */
final class Examination {

    private final ConnectionSettings settings;
    private final EventLoop loop;
    private final LoopSockets sockets;
    private final HealthBoard board;
    private final TimeLimits limits;
    private final TimeSource time;
    private final boolean chat;
    private final CompletableFuture<ConnectionReport> report;
    private final List<Step> steps = new ArrayList<>();
    private final Elsewhere elsewhere;

    Examination(
            ConnectionSettings settings,
            EventLoop loop,
            LoopSockets sockets,
            HealthBoard board,
            TimeLimits limits,
            TimeSource time,
            boolean chat,
            CompletableFuture<ConnectionReport> report) {
        this.settings = settings;
        this.loop = loop;
        this.sockets = sockets;
        this.board = board;
        this.limits = limits;
        this.time = time;
        this.chat = chat;
        this.report = report;
        this.elsewhere = new Elsewhere(settings, loop, sockets, limits, this::end);
    }

    void start() {
        sockets.examine(settings.origin(), limits.connectMillis(settings), this::dialed);
    }

    private void dialed(DialReport dial) {
        String host = settings.origin().address().host();
        Optional<DialFault> fault = dial.fault();
        if (dial.addresses().isEmpty()
                || fault.filter(f -> f.kind() == DialFault.Kind.NOT_THIS_COMPUTER)
                        .isPresent()) {
            DialFault failed = fault.orElseThrow();
            step(Kind.ADDRESS, false, dial.lookUp(), failed.words());
            board.observe(settings, new Observation.ProbeFailed(failed.words(), false));
            end(Diagnosis.of(settings, failed));
            return;
        }
        step(Kind.ADDRESS, true, dial.lookUp(), addresses(host, dial.addresses()));
        if (fault.isEmpty()) {
            step(Kind.CONNECT, true, dial.connect(), "it answers");
            if (settings.origin().secure()) {
                step(Kind.TLS, true, dial.tls(), "the certificate is good");
            }
            if (settings.awaitsToken()) {
                step(Kind.AUTH, false, Duration.ZERO, "not asked without its token: " + missingToken());
                end(Advice.of("See where the token is kept with \"cloudtolocalllm token status " + settings.id()
                        + "\", or set it with \"cloudtolocalllm token set " + settings.id() + "\"."));
                return;
            }
            probe();
            return;
        }
        boolean inTls = settings.origin().secure() && dial.connected().isPresent();
        if (inTls) {
            step(Kind.CONNECT, true, dial.connect(), "it answers");
        }
        step(
                inTls ? Kind.TLS : Kind.CONNECT,
                false,
                inTls ? dial.tls() : dial.connect(),
                fault.get().words());
        board.observe(
                settings,
                new Observation.ProbeFailed(fault.get().words(), fault.get().refused()));
        if (inTls && fault.get().kind().compareTo(DialFault.Kind.TLS) <= 0) {
            elsewhere.plain(Diagnosis.of(settings, fault.get()));
        } else {
            end(Diagnosis.of(settings, fault.get()));
        }
    }

    private static String addresses(String host, List<InetAddress> found) {
        String all = found.stream().map(InetAddress::getHostAddress).limit(4).collect(Collectors.joining(", "));
        return host.equals(all) ? all : host + " is " + all;
    }

    private String missingToken() {
        return board.snapshot()
                .connection(settings.id())
                .map(connection -> connection.health().reason())
                .filter(reason -> !reason.isEmpty())
                .orElse("it is being looked for");
    }

    private void probe() {
        timed(
                then -> Fetch.get(sockets, loop, settings, UpstreamPaths.probe(settings.kind()), limits, then),
                (result, took) -> {
                    Observation seen = ProbeAnswer.observe(result, took);
                    board.observe(settings, seen);
                    switch (seen) {
                        case Observation.ProbeAnswered(Duration ignored, String version) -> {
                            if (settings.token().isPresent()) {
                                step(Kind.AUTH, true, took, "the token is accepted");
                            }
                            step(Kind.VERSION, true, took, version.isEmpty() ? "not stated" : version);
                            models();
                        }
                        case Observation.CredentialRefused(int status) -> refused(result, status, took);
                        case Observation.ProbeFailed(String why, boolean ignored) -> {
                            step(Kind.VERSION, false, took, why);
                            unexpected(result);
                        }
                        case Observation.ProbeAnsweredBadly(int ignored, String why) -> {
                            step(Kind.VERSION, false, took, why);
                            unexpected(result);
                        }
                        default -> throw new IllegalStateException("not seen by a probe: " + seen);
                    }
                });
    }

    private void refused(Result result, int status, Duration took) {
        step(
                Kind.AUTH,
                false,
                took,
                settings.token().isPresent()
                        ? "the token was refused (" + status + ")"
                        : "it wants a token, and none is set (" + status + ")");
        if (result instanceof Result.Document document) {
            end(Diagnosis.of(settings, document));
        }
    }

    /** It answered something else, or nothing that is HTTP: perhaps it is the other scheme, path or interface. */
    private void unexpected(Result result) {
        switch (result) {
            case Result.Document document
            when Diagnosis.wantsTls(document) -> elsewhere.tls(Diagnosis.of(settings, document));
            case Result.Document document
            when document.ok() || (document.status() / 100 == 4 && document.status() != 429) ->
                elsewhere.alternatives(Diagnosis.of(settings, document));
            case Result.Document document -> end(Diagnosis.of(settings, document));
            case Result.Unfit unfit -> elsewhere.alternatives(Diagnosis.of(unfit));
            case Result.Failed failed when settings.origin().secure() -> end(Diagnosis.unread(failed));
            case Result.Failed failed -> elsewhere.tls(Diagnosis.unread(failed));
        }
    }

    private void models() {
        long edition = board.edition(settings.id());
        timed(
                then -> Fetch.get(sockets, loop, settings, UpstreamPaths.models(settings.kind()), limits, then),
                (result, took) -> {
                    Optional<ModelList> found = ProbeAnswer.models(result);
                    if (found.isPresent()) {
                        board.models(settings, found.get(), edition);
                        List<String> names = found.get().names();
                        step(Kind.MODELS, true, took, names.isEmpty() ? "none yet" : String.join(", ", names));
                        askOneToken(names);
                    } else if (result instanceof Result.Document document
                            && (document.status() == 401 || document.status() == 403)) {
                        refused(result, document.status(), took);
                    } else {
                        step(Kind.MODELS, false, took, "the list of models could not be read: " + words(result));
                        end(advice(result));
                    }
                });
    }

    private void askOneToken(List<String> names) {
        if (!chat) {
            end(Optional.empty());
            return;
        }
        OneToken question = new OneToken(settings, names);
        if (question.model().isEmpty()) {
            step(Kind.CHAT, false, Duration.ZERO, "there is no model to ask");
            end(Advice.of("Get a model first, for example with \"ollama pull llama3.2\"."));
            return;
        }
        timed(then -> question.ask(sockets, loop, limits, then), (result, took) -> {
            if (result instanceof Result.Document document && document.ok()) {
                step(Kind.CHAT, true, took, question.model().get() + " answers");
                end(Optional.empty());
            } else {
                step(Kind.CHAT, false, took, question.model().get() + " does not answer: " + words(result));
                end(advice(result));
            }
        });
    }

    private Advice advice(Result result) {
        return switch (result) {
            case Result.Document document -> Diagnosis.of(settings, document);
            case Result.Unfit unfit -> Diagnosis.of(unfit);
            case Result.Failed failed -> Diagnosis.unread(failed);
        };
    }

    private static String words(Result result) {
        return switch (result) {
            case Result.Document document -> OneToken.errorIn(document);
            case Result.Unfit(int ignored, String why) -> why;
            case Result.Failed(String why, boolean ignored) -> why;
        };
    }

    private void timed(Consumer<Consumer<Result>> ask, BiConsumer<Result, Duration> then) {
        long began = time.nanoTime();
        ask.accept(result -> {
            Duration took = Duration.ofNanos(time.nanoTime() - began);
            // in the next turn, when the connection is back for the next request
            loop.execute(() -> then.accept(result, took));
        });
    }

    private void step(Kind kind, boolean ok, Duration took, String detail) {
        steps.add(new Step(kind, ok, took, detail));
    }

    private void end(Advice advice) {
        end(Optional.of(advice));
    }

    private void end(Optional<Advice> advice) {
        report.complete(new ConnectionReport(settings.id(), steps, advice));
    }
}
