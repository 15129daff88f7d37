package online.cloudtolocalllm.broker.listing;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import online.cloudtolocalllm.broker.TimeLimits;
import online.cloudtolocalllm.broker.health.HealthBoard;
import online.cloudtolocalllm.broker.health.ProbeAnswer;
import online.cloudtolocalllm.broker.upstream.Fetch;
import online.cloudtolocalllm.broker.upstream.UpstreamPaths;
import online.cloudtolocalllm.broker.upstream.UpstreamSockets;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.protocol.status.ConnectionId;

/** Reads lists anew between the regular looks at a connection, each connection once at a time. Thread-safe. */
final class ListRefresh {

    private final UpstreamSockets sockets;
    private final HealthBoard board;
    private final TimeLimits limits;
    private final Map<ConnectionId, CompletableFuture<Void>> models = new ConcurrentHashMap<>();
    private final Map<ConnectionId, CompletableFuture<Void>> loaded = new ConcurrentHashMap<>();

    ListRefresh(UpstreamSockets sockets, HealthBoard board, TimeLimits limits) {
        this.sockets = sockets;
        this.board = board;
        this.limits = limits;
    }

    /** Reads the list of models of a connection whose models were changed just now; completes when it was read. */
    CompletableFuture<Void> models(EventLoop loop, ConnectionSettings settings) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        // A list that was asked for before the change may not show it.
        models.put(settings.id(), done);
        long edition = board.edition(settings.id());
        loop.execute(() ->
                Fetch.get(sockets.on(loop), loop, settings, UpstreamPaths.models(settings.kind()), limits, result -> {
                    ProbeAnswer.models(result).ifPresent(list -> board.models(settings, list, edition));
                    models.remove(settings.id(), done);
                    done.complete(null);
                }));
        return done;
    }

    /** Completes when the lists that are being read are there. */
    CompletableFuture<Void> pending(List<ConnectionSettings> connections) {
        return all(connections, models);
    }

    /** Asks connections what they hold in memory; completes when all have answered. */
    CompletableFuture<Void> loaded(EventLoop loop, List<ConnectionSettings> connections) {
        for (ConnectionSettings settings : connections) {
            loaded.computeIfAbsent(settings.id(), id -> {
                CompletableFuture<Void> done = new CompletableFuture<>();
                loop.execute(() -> Fetch.get(sockets.on(loop), loop, settings, UpstreamPaths.LOADED, limits, result -> {
                    ProbeAnswer.loaded(result).ifPresent(found -> board.loaded(settings, found));
                    loaded.remove(id, done);
                    done.complete(null);
                }));
                return done;
            });
        }
        return all(connections, loaded);
    }

    private static CompletableFuture<Void> all(
            List<ConnectionSettings> connections, Map<ConnectionId, CompletableFuture<Void>> from) {
        return CompletableFuture.allOf(connections.stream()
                .map(settings -> from.getOrDefault(settings.id(), CompletableFuture.completedFuture(null)))
                .toArray(CompletableFuture[]::new));
    }
}
