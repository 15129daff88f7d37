package online.cloudtolocalllm.broker.health;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import online.cloudtolocalllm.broker.route.PathKind;
import online.cloudtolocalllm.broker.route.Plan;
import online.cloudtolocalllm.broker.route.Privacy;
import online.cloudtolocalllm.broker.route.RouteCandidate;
import online.cloudtolocalllm.broker.route.RouteRequest;
import online.cloudtolocalllm.broker.route.Router;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.FailoverEvent;
import online.cloudtolocalllm.protocol.status.StatusSnapshot;

/** The same moment for people, for routing, and for probing. */
record Picture(StatusSnapshot snapshot, List<RouteCandidate> candidates, Map<ConnectionId, Watched> connections) {

    private static final RouteRequest ANY_CHAT =
            new RouteRequest(PathKind.INFERENCE, "/api/chat", Optional.empty(), Privacy.ANY);

    /** Before there was a connection. */
    static Picture empty(Instant now) {
        return new Picture(
                new StatusSnapshot(0, now, List.of(), Optional.empty(), Optional.empty()), List.of(), Map.of());
    }

    /** The one after this. */
    Picture next(Instant now, Collection<Watched> watched, Optional<FailoverEvent> lastFailover) {
        List<RouteCandidate> all = watched.stream().map(Watched::candidate).toList();
        List<ConnectionStatus> statuses = watched.stream()
                .map(Watched::status)
                .sorted(Comparator.comparingInt(ConnectionStatus::priority).thenComparing(ConnectionStatus::id))
                .toList();
        return new Picture(
                new StatusSnapshot(snapshot.revision() + 1, now, statuses, active(all), lastFailover),
                all,
                watched.stream()
                        .collect(Collectors.toUnmodifiableMap(
                                one -> one.settings().id(), Function.identity())));
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
}
