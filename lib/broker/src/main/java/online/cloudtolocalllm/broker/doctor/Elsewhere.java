package online.cloudtolocalllm.broker.doctor;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import online.cloudtolocalllm.broker.TimeLimits;
import online.cloudtolocalllm.broker.upstream.DialFault;
import online.cloudtolocalllm.broker.upstream.Fetch;
import online.cloudtolocalllm.broker.upstream.Fetch.Result;
import online.cloudtolocalllm.broker.upstream.LoopSockets;
import online.cloudtolocalllm.broker.upstream.UpstreamPaths;
import online.cloudtolocalllm.config.ConnectionSettings;

/**
 * Tries what is likely to be meant where a connection does not work, without its token, and tells what was found or the advice
 * that is given otherwise. Lives on one event loop.
 */
final class Elsewhere {

    private final ConnectionSettings settings;
    private final EventLoop loop;
    private final LoopSockets sockets;
    private final TimeLimits limits;
    private final Consumer<Advice> found;

    Elsewhere(
            ConnectionSettings settings,
            EventLoop loop,
            LoopSockets sockets,
            TimeLimits limits,
            Consumer<Advice> found) {
        this.settings = settings;
        this.loop = loop;
        this.sockets = sockets;
        this.limits = limits;
        this.found = found;
    }

    /** Perhaps it speaks TLS. */
    void tls(Advice otherwise) {
        ConnectionSettings secure = UrlDoctor.otherScheme(settings);
        sockets.examine(
                secure.origin(),
                limits.connectMillis(secure),
                dial -> found.accept(
                        dial.fault().map(DialFault::speaksTls).orElse(true)
                                ? Diagnosis.useScheme(settings, secure)
                                : otherwise));
    }

    /** Perhaps it speaks no TLS. */
    void plain(Advice otherwise) {
        ConnectionSettings plain = UrlDoctor.otherScheme(settings);
        Fetch.raw(
                sockets,
                loop,
                plain,
                plain.origin().basePath() + "/",
                limits,
                result -> found.accept(
                        result instanceof Result.Document document && !Diagnosis.wantsTls(document)
                                ? Diagnosis.useScheme(settings, plain)
                                : otherwise));
    }

    /** Perhaps it is at another path, or another kind of server. */
    void alternatives(Advice otherwise) {
        tryAlternatives(new ArrayDeque<>(UrlDoctor.alternatives(settings)), otherwise);
    }

    private void tryAlternatives(Deque<ConnectionSettings> left, Advice otherwise) {
        ConnectionSettings next = left.poll();
        if (next == null) {
            found.accept(otherwise);
            return;
        }
        Fetch.get(sockets, loop, next, UpstreamPaths.probe(next.kind()), limits, result -> {
            if (answersAs(next, result)) {
                found.accept(Diagnosis.use(settings, next));
            } else {
                tryAlternatives(left, otherwise);
            }
        });
    }

    private static boolean answersAs(ConnectionSettings there, Result result) {
        if (!(result instanceof Result.Document document) || document.json().isEmpty()) {
            return false;
        }
        return switch (there.kind()) {
            case LOCAL_OLLAMA, OLLAMA, DEMO, CLOUD_PROXY ->
                document.ok() && document.json().get().has("version");
            case OPENAI ->
                document.ok()
                        ? document.json().get().has("data")
                        : document.status() == 401 || document.status() == 403;
        };
    }
}
