package online.cloudtolocalllm.broker;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import online.cloudtolocalllm.broker.health.HealthBoard;
import online.cloudtolocalllm.broker.health.Observation;
import online.cloudtolocalllm.broker.health.Prober;
import online.cloudtolocalllm.broker.health.Vigil;
import online.cloudtolocalllm.broker.upstream.UpstreamSockets;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.config.Origin;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.ConnectionKind;

/** The connections that a broker watches, each with its own prober. Thread-safe; nothing here waits for anything. */
final class WatchedConnections implements Vigil.Owner {

    private final EventLoopGroup loops;
    private final UpstreamSockets sockets;
    private final HealthBoard board;
    private final TimeLimits limits;
    private final TimeSource time;
    private final Object changing = new Object();
    /** Changed with {@code changing} held. */
    private final Map<ConnectionId, Watched> watched = new ConcurrentHashMap<>();

    private final Map<ConnectionId, AtomicInteger> inUse = new ConcurrentHashMap<>();

    private record Watched(ConnectionSettings settings, Prober prober) {}

    WatchedConnections(
            EventLoopGroup loops, UpstreamSockets sockets, HealthBoard board, TimeLimits limits, TimeSource time) {
        this.loops = loops;
        this.sockets = sockets;
        this.board = board;
        this.limits = limits;
        this.time = time;
    }

    /** Adds a connection, or replaces the one of the same name, and begins to watch it if it is enabled. */
    void add(ConnectionSettings settings) {
        synchronized (changing) {
            EventLoop loop = loops.next();
            AtomicInteger users = users(settings);
            Prober prober = new Prober(settings, loop, sockets.on(loop), board, limits, time, () -> users.get() > 0);
            board.add(settings);
            Watched before = watched.put(settings.id(), new Watched(settings, prober));
            if (before != null) {
                before.prober.stop();
                dropIdle(before.settings.origin());
            }
            if (isAsked(settings)) {
                prober.start();
            }
        }
    }

    private static boolean isAsked(ConnectionSettings settings) {
        return settings.enabled() && !settings.awaitsToken();
    }

    /** Notes why a connection has no token; nothing if it has one now. */
    void credentialMissing(ConnectionId id, String why) {
        synchronized (changing) {
            settings(id)
                    .filter(ConnectionSettings::awaitsToken)
                    .ifPresent(settings -> board.observe(settings, new Observation.CredentialMissing(why)));
        }
    }

    /** Takes a connection away. */
    void remove(ConnectionId id) {
        synchronized (changing) {
            Watched gone = watched.remove(id);
            if (gone != null) {
                gone.prober.stop();
                board.remove(id);
                dropIdle(gone.settings.origin());
            }
        }
    }

    private void dropIdle(Origin left) {
        sockets.dropIdle(
                left,
                watched.values().stream()
                        .map(Watched::settings)
                        .filter(ConnectionSettings::enabled)
                        .map(ConnectionSettings::origin));
    }

    /** Makes the configured connections these ones. The demo's is not configured, and keeps its name. */
    void apply(List<ConnectionSettings> wanted) {
        synchronized (changing) {
            Map<ConnectionId, ConnectionSettings> byId = new HashMap<>();
            wanted.forEach(settings -> byId.put(settings.id(), settings));
            watched.values().stream()
                    .map(Watched::settings)
                    .filter(settings -> settings.kind() != ConnectionKind.DEMO && !byId.containsKey(settings.id()))
                    .toList()
                    .forEach(gone -> remove(gone.id()));
            wanted.forEach(this::place);
        }
    }

    private void place(ConnectionSettings settings) {
        Watched before = watched.get(settings.id());
        if (before != null && before.settings.kind() == ConnectionKind.DEMO) {
            return;
        }
        if (before == null || !HealthBoard.sameServer(before.settings, settings)) {
            add(settings);
        } else if (!before.settings.equals(settings)) {
            board.change(settings);
            watched.put(settings.id(), new Watched(settings, before.prober));
        }
    }

    /** Counts the requests that run on a connection. */
    AtomicInteger users(ConnectionSettings settings) {
        return inUse.computeIfAbsent(settings.id(), id -> new AtomicInteger());
    }

    Optional<ConnectionSettings> settings(ConnectionId id) {
        return Optional.ofNullable(watched.get(id)).map(Watched::settings);
    }

    /** Does something with a connection's prober, if it is there and may be asked. */
    void prober(ConnectionId id, Consumer<Prober> action) {
        Watched found = watched.get(id);
        if (found != null && isAsked(found.settings)) {
            action.accept(found.prober);
        }
    }

    /** Does something with the prober of every enabled connection. */
    void probers(Consumer<Prober> action) {
        watched.keySet().forEach(id -> prober(id, action));
    }

    @Override
    public void look() {
        probers(Prober::look);
    }

    @Override
    public void woken() {
        sockets.dropIdle();
        watched.values().forEach(each -> board.observe(each.settings, new Observation.Woken()));
        probers(Prober::woken);
    }

    void stop() {
        watched.values().forEach(each -> each.prober.stop());
    }
}
