package online.cloudtolocalllm.settings.model.status;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The requests that are known, those that came last first: where one stands does not change while it runs and ends. Immutable.
 *
 * @param requests at most {@value #MOST}
 */
public record RequestLog(List<Request> requests) {

    /** How many are kept, which is also how many the daemon remembers. */
    public static final int MOST = 1_000;

    /** Nothing is known. */
    public static final RequestLog EMPTY = new RequestLog(List.of());

    private static final Comparator<Request> NEWEST_FIRST = Comparator.comparing(Request::started)
            .reversed()
            .thenComparing(request -> request.key().id());

    /** Copies the list. */
    public RequestLog {
        requests = List.copyOf(requests);
    }

    /** With what the daemon told: everything that runs, and what has ended since it was asked last. */
    RequestLog with(Collection<Request> told) {
        Map<Request.Key, Request> all = new LinkedHashMap<>();
        requests.stream()
                .filter(request -> !request.outcome().runs())
                .forEach(request -> all.put(request.key(), request));
        told.forEach(request -> all.put(request.key(), request));
        return new RequestLog(
                all.values().stream().sorted(NEWEST_FIRST).limit(MOST).toList());
    }

    /** With nothing that runs: the daemon cannot be asked any more what becomes of it. */
    RequestLog lost() {
        return new RequestLog(requests.stream()
                .map(request -> request.outcome().runs() ? request.withOutcome(Outcome.LOST) : request)
                .toList());
    }

    /** The one with this key. */
    public Optional<Request> find(Request.Key key) {
        return requests.stream().filter(request -> request.key().equals(key)).findFirst();
    }
}
