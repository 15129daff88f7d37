package online.cloudtolocalllm.broker.health;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import online.cloudtolocalllm.broker.BoardWatcher;
import online.cloudtolocalllm.broker.model.ModelList;
import online.cloudtolocalllm.broker.route.RouteCandidate;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.FailoverEvent;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.protocol.status.StatusSnapshot;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known of every connection, and the only writer of status snapshots. Thread-safe: readers take the current
 * snapshot without a lock, writers hold {@code lock} for the few steps that make the next one and announce it.
 */
public final class HealthBoard {

    private static final Logger LOG = LoggerFactory.getLogger(HealthBoard.class);

    private final TimeSource time;
    private final Later later;
    private final Object lock = new Object();
    /** Guarded by {@code lock}. */
    private final Map<ConnectionId, Watched> watched = new LinkedHashMap<>();
    /** When the running timers for the ends of rate limits fire. Guarded by {@code lock}. */
    private final Map<ConnectionId, Instant> timed = new HashMap<>();
    /** Outlives its connection, or an edition would come twice. Guarded by {@code lock}. */
    private final Map<ConnectionId, Long> editions = new HashMap<>();
    /** Guarded by {@code lock}. */
    private @Nullable FailoverEvent lastFailover;

    /** Written with {@code lock} held. */
    private volatile Picture picture;

    private final List<BoardWatcher> watchers = new CopyOnWriteArrayList<>();

    /** Runs something once, after a while. Thread-safe. */
    @FunctionalInterface
    public interface Later {

        /** Runs the task after this time, on any thread. */
        void run(Duration delay, Runnable task);
    }

    /**
     * A board without connections.
     *
     * @param later ends rate limits when their time is over
     */
    public HealthBoard(TimeSource time, Later later) {
        this.time = time;
        this.later = later;
        this.picture = Picture.empty(time.now());
    }

    /** Tells this one of all changes from now on. */
    public void watch(BoardWatcher watcher) {
        watchers.add(watcher);
    }

    /** The present snapshot. */
    public StatusSnapshot snapshot() {
        return picture.snapshot();
    }

    /** The connections as routing sees them. */
    public List<RouteCandidate> candidates() {
        return picture.candidates();
    }

    /** The present state of a connection; unknown if there is no such connection. */
    public HealthState state(ConnectionId id) {
        Watched known = picture.connections().get(id);
        return known == null ? HealthState.UNKNOWN : known.vitals().health().state();
    }

    /** Whether a connection's probes are not answered at all, which is more than being down: it may be a black hole. */
    public boolean silent(ConnectionId id) {
        Watched known = picture.connections().get(id);
        return known != null && known.vitals().silent();
    }

    /** The models that a connection holds in memory, as it lists them in {@code /api/ps}; empty if none are known. */
    public List<JsonObject> loaded(ConnectionId id) {
        Watched known = picture.connections().get(id);
        return known == null ? List.of() : known.loaded();
    }

    /** What the rules remember of a connection; of one that is not on the board as of one that nobody has asked yet. */
    Vitals vitals(ConnectionId id) {
        Watched known = picture.connections().get(id);
        return known == null ? Vitals.unknown(time.now()) : known.vitals();
    }

    /**
     * Whether what is known of a connection with these settings holds for one with those: it is the same server, reached in
     * the same way. Priority and the like are nothing to the server.
     */
    public static boolean sameServer(ConnectionSettings one, ConnectionSettings other) {
        return one.id().equals(other.id())
                && one.kind() == other.kind()
                && one.origin().equals(other.origin())
                && one.enabled() == other.enabled()
                && one.timeout().equals(other.timeout())
                && one.token().equals(other.token())
                && one.awaitsToken() == other.awaitsToken();
    }

    /** Puts a connection on the board, in the place of one of the same name. */
    public void add(ConnectionSettings settings) {
        synchronized (lock) {
            watched.put(settings.id(), Watched.unknown(settings, time.now()));
            timed.remove(settings.id());
            publish();
        }
    }

    /** Changes what is nothing to a connection's server, such as its priority; what is known of it stays. */
    public void change(ConnectionSettings settings) {
        change(settings, known -> known.with(settings));
    }

    /** Takes a connection off the board. */
    public void remove(ConnectionId id) {
        synchronized (lock) {
            watched.remove(id);
            timed.remove(id);
            publish();
        }
    }

    /**
     * Notes an observation. Costs next to nothing when it changes nothing.
     *
     * @param of the connection as it was when it was asked; nothing is noted if its server is another one now
     */
    public void observe(ConnectionSettings of, Observation seen) {
        if (changesNothing(of, seen)) {
            return;
        }
        change(of, known -> {
            Watched next = known.with(HealthRules.next(known.vitals(), seen, time.now()));
            return isProbe(seen) ? next.probed(seen, time.now()) : next;
        });
    }

    private boolean changesNothing(ConnectionSettings of, Observation seen) {
        if (!(seen instanceof Observation.RequestAnswered)) {
            return false;
        }
        Watched known = picture.connections().get(of.id());
        return known == null || known.vitals().calm();
    }

    private static boolean isProbe(Observation seen) {
        return seen instanceof Observation.ProbeAnswered
                || seen instanceof Observation.ProbeAnsweredBadly
                || seen instanceof Observation.CredentialRefused
                || seen instanceof Observation.ProbeFailed;
    }

    /** At which edition a connection's list of models is: there is a new one with every change of its models. */
    public long edition(ConnectionId id) {
        synchronized (lock) {
            return editions.getOrDefault(id, 0L);
        }
    }

    /** A connection's models were changed: every list that is being read may be the old one, and will not be noted. */
    public void modelsChanged(ConnectionId id) {
        synchronized (lock) {
            editions.merge(id, 1L, Long::sum);
        }
    }

    /** Notes a connection's models, read at this edition; false if it is an old one, and nothing is noted. */
    public boolean models(ConnectionSettings of, ModelList models, long edition) {
        synchronized (lock) {
            boolean current = edition(of.id()) == edition;
            if (current) {
                change(of, known -> known.models().equals(models) ? known : known.with(models));
            }
            return current;
        }
    }

    /** Notes what a connection holds in memory, as it lists it in {@code /api/ps}. */
    public void loaded(ConnectionSettings of, List<JsonObject> models) {
        change(of, known -> known.loaded().equals(models) ? known : known.loaded(models));
    }

    private void change(ConnectionSettings of, UnaryOperator<Watched> step) {
        synchronized (lock) {
            Watched known = watched.get(of.id());
            if (known == null || !sameServer(known.settings(), of)) {
                return;
            }
            Watched next = step.apply(known);
            if (!next.equals(known)) {
                watched.put(of.id(), next);
                log(known, next);
                publish();
                next.vitals().parking().ifPresent(parking -> time(next.settings(), parking, time.now()));
            }
        }
    }

    /** Called with {@code lock} held. One timer for each connection at a time: its end may move while it runs. */
    private void time(ConnectionSettings settings, Vitals.Parking parking, Instant from) {
        Instant running = timed.get(settings.id());
        if (running == null || running.isAfter(parking.until())) {
            timed.put(settings.id(), parking.until());
            Duration left = Duration.between(from, parking.until());
            later.run(left.isNegative() ? Duration.ZERO : left, () -> timeOver(settings, parking.until()));
        }
    }

    private void timeOver(ConnectionSettings settings, Instant end) {
        synchronized (lock) {
            timed.remove(settings.id(), end);
            observe(settings, new Observation.ParkingOver(end));
            Watched known = watched.get(settings.id());
            if (known != null) {
                known.vitals().parking().ifPresent(parking -> time(known.settings(), parking, end));
            }
        }
    }

    /** Notes a failover; logs it unless the one before was the same. */
    public void failedOver(FailoverEvent event) {
        synchronized (lock) {
            FailoverEvent before = lastFailover;
            if (before == null
                    || !before.from().equals(event.from())
                    || !before.to().equals(event.to())) {
                LOG.info("failover: {} -> {} ({})", event.from(), event.to(), event.why());
            }
            lastFailover = event;
            watchers.forEach(watcher -> watcher.failedOver(event));
            publish();
        }
    }

    private static void log(Watched before, Watched after) {
        HealthState was = before.vitals().health().state();
        HealthState is = after.vitals().health().state();
        if (was != is) {
            String reason = after.vitals().health().reason();
            LOG.info("{} is {}{}", after.settings().id(), is.word(), reason.isEmpty() ? "" : ": " + reason);
        }
    }

    /** Something else that people are shown beside the connections has changed: there is a new snapshot with the same ones. */
    public void changedBeside() {
        synchronized (lock) {
            publish();
        }
    }

    /** Called with {@code lock} held. */
    private void publish() {
        picture = picture.next(time.now(), watched.values(), Optional.ofNullable(lastFailover));
        watchers.forEach(BoardWatcher::changed);
    }
}
