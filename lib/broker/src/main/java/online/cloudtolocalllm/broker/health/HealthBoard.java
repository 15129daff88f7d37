package online.cloudtolocalllm.broker.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import online.cloudtolocalllm.broker.model.ModelList;
import online.cloudtolocalllm.broker.route.PathKind;
import online.cloudtolocalllm.broker.route.Plan;
import online.cloudtolocalllm.broker.route.Privacy;
import online.cloudtolocalllm.broker.route.RouteCandidate;
import online.cloudtolocalllm.broker.route.RouteRequest;
import online.cloudtolocalllm.broker.route.Router;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.FailoverEvent;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.protocol.status.StatusSnapshot;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known of every connection, and the only writer of status snapshots. Thread-safe: readers take the current
 * snapshot without a lock, writers hold {@code lock} for the few steps that make the next one.
 */
public final class HealthBoard {

    private static final Logger LOG = LoggerFactory.getLogger(HealthBoard.class);
    private static final RouteRequest ANY_CHAT =
            new RouteRequest(PathKind.INFERENCE, "/api/chat", Optional.empty(), Privacy.ANY);

    private final TimeSource time;
    private final Object lock = new Object();
    /** Guarded by {@code lock}. */
    private final Map<ConnectionId, Entry> entries = new LinkedHashMap<>();
    /** Guarded by {@code lock}. */
    private @Nullable FailoverEvent lastFailover;

    /** Written with {@code lock} held. */
    private volatile Picture picture;

    /** The same moment for people and for routing. */
    private record Picture(StatusSnapshot snapshot, List<RouteCandidate> candidates) {}

    private record Entry(
            ConnectionSettings settings,
            Vitals vitals,
            Optional<String> version,
            ModelList models,
            Optional<Duration> latency,
            Optional<Instant> lastCheck) {

        Entry with(Vitals next) {
            return new Entry(settings, next, version, models, latency, lastCheck);
        }
    }

    /** A board without connections. */
    public HealthBoard(TimeSource time) {
        this.time = time;
        StatusSnapshot empty = new StatusSnapshot(0, time.now(), List.of(), Optional.empty(), Optional.empty());
        this.picture = new Picture(empty, List.of());
    }

    /** The present snapshot. */
    public StatusSnapshot snapshot() {
        return picture.snapshot;
    }

    /** The connections as routing sees them. */
    public List<RouteCandidate> candidates() {
        return picture.candidates;
    }

    /** The present state of a connection; unknown if there is no such connection. */
    public HealthState state(ConnectionId id) {
        for (RouteCandidate candidate : picture.candidates) {
            if (candidate.settings().id().equals(id)) {
                return candidate.state();
            }
        }
        return HealthState.UNKNOWN;
    }

    /** Puts a connection on the board. */
    public void add(ConnectionSettings settings) {
        synchronized (lock) {
            entries.put(
                    settings.id(),
                    new Entry(
                            settings,
                            Vitals.unknown(time.now()),
                            Optional.empty(),
                            ModelList.UNKNOWN,
                            Optional.empty(),
                            Optional.empty()));
            publish();
        }
    }

    /** Takes a connection off the board. */
    public void remove(ConnectionId id) {
        synchronized (lock) {
            entries.remove(id);
            publish();
        }
    }

    /** Notes an observation. Costs next to nothing when it changes nothing. */
    public void observe(ConnectionId id, Observation seen) {
        if (seen instanceof Observation.RequestAnswered && state(id) == HealthState.UP) {
            return;
        }
        synchronized (lock) {
            Entry entry = entries.get(id);
            if (entry == null) {
                return;
            }
            Entry next = entry.with(HealthRules.next(entry.vitals, seen, time.now()));
            if (isProbe(seen)) {
                next = probed(next, seen);
            }
            if (!next.equals(entry)) {
                entries.put(id, next);
                log(entry, next);
                publish();
            }
        }
    }

    private static boolean isProbe(Observation seen) {
        return seen instanceof Observation.ProbeAnswered || seen instanceof Observation.ProbeFailed;
    }

    private Entry probed(Entry entry, Observation seen) {
        Optional<Duration> latency = entry.latency;
        Optional<String> version = entry.version;
        if (seen instanceof Observation.ProbeAnswered(Duration took, String says)) {
            latency = Optional.of(took);
            version = says.isEmpty() ? version : Optional.of(says);
        }
        return new Entry(entry.settings, entry.vitals, version, entry.models, latency, Optional.of(time.now()));
    }

    /** Notes a connection's models. */
    public void models(ConnectionId id, ModelList models) {
        synchronized (lock) {
            Entry entry = entries.get(id);
            if (entry != null && !entry.models.equals(models)) {
                entries.put(
                        id,
                        new Entry(entry.settings, entry.vitals, entry.version, models, entry.latency, entry.lastCheck));
                publish();
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
            publish();
        }
    }

    private static void log(Entry before, Entry after) {
        HealthState was = before.vitals.health().state();
        HealthState is = after.vitals.health().state();
        if (was != is) {
            String reason = after.vitals.health().reason();
            LOG.info("{} is {}{}", after.settings.id(), is.word(), reason.isEmpty() ? "" : ": " + reason);
        }
    }

    /** Called with {@code lock} held. */
    private void publish() {
        List<RouteCandidate> candidates = entries.values().stream()
                .map(entry ->
                        new RouteCandidate(entry.settings, entry.vitals.health().state(), entry.models))
                .toList();
        List<ConnectionStatus> statuses = entries.values().stream()
                .map(HealthBoard::status)
                .sorted(Comparator.comparingInt(ConnectionStatus::priority).thenComparing(ConnectionStatus::id))
                .toList();
        StatusSnapshot next = new StatusSnapshot(
                picture.snapshot.revision() + 1,
                time.now(),
                statuses,
                active(candidates),
                Optional.ofNullable(lastFailover));
        picture = new Picture(next, candidates);
    }

    private static Optional<ConnectionId> active(List<RouteCandidate> candidates) {
        if (!(Router.plan(ANY_CHAT, candidates) instanceof Plan.Ask ask)) {
            return Optional.empty();
        }
        ConnectionId first = ask.stops().getFirst().connection().id();
        return candidates.stream()
                .filter(candidate -> candidate.settings().id().equals(first))
                .filter(candidate -> candidate.state().serves())
                .map(candidate -> candidate.settings().id())
                .findFirst();
    }

    private static ConnectionStatus status(Entry entry) {
        ConnectionSettings settings = entry.settings;
        return new ConnectionStatus(
                settings.id(),
                settings.kind(),
                settings.origin().toString(),
                settings.enabled(),
                settings.priority(),
                entry.vitals.health(),
                entry.version,
                entry.models.names(),
                entry.models.known(),
                entry.latency,
                entry.lastCheck,
                settings.paused(),
                settings.preferred(),
                List.of(),
                List.of());
    }
}
