package online.cloudtolocalllm.broker.journal;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import online.cloudtolocalllm.broker.relay.RelayRequest;
import online.cloudtolocalllm.broker.route.PathKind;
import online.cloudtolocalllm.protocol.TimeSource;

/**
 * Remembers the requests that are on their way and the last {@value #KEPT} that are over, and hands each finished one on.
 * Thread-safe, without locks.
 */
public final class RequestJournal implements Journal {

    /** How many finished requests are remembered. */
    public static final int KEPT = 1000;

    private final TimeSource time;
    private final List<Consumer<RequestRecord>> listeners;
    private final Set<RequestTrace> running = ConcurrentHashMap.newKeySet();
    private final RequestRing finished = new RequestRing(KEPT);
    private final BiConsumer<RequestTrace, RequestRecord> over = this::over;

    /**
     * An empty journal.
     *
     * @param listeners are told of each request that is over, on its event loop: they must not block
     */
    public RequestJournal(TimeSource time, List<Consumer<RequestRecord>> listeners) {
        this.time = time;
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public Trace begin(RelayRequest request, PathKind kind) {
        RequestTrace trace = new RequestTrace(request, kind, time, over);
        running.add(trace);
        return trace;
    }

    private void over(RequestTrace trace, RequestRecord record) {
        finished.add(record);
        running.remove(trace);
        listeners.forEach(listener -> listener.accept(record));
    }

    /** Requests on their way, the newest first. */
    public List<RequestRecord> running() {
        return running.stream()
                .map(RequestTrace::soFar)
                .sorted(Comparator.comparing(RequestRecord::started).reversed())
                .toList();
    }

    /**
     * What is remembered: first what is on its way, then what was not over before, the newest first in both.
     *
     * @param after the {@code next} of a former listing; zero for all
     */
    public Listing since(long after) {
        // In this order a request that ends meanwhile may come twice and is never missing.
        List<RequestRecord> now = running();
        Listing over = finished.since(after);
        // Clients may choose an id, and choose it twice.
        Set<Map.Entry<String, Instant>> seen = over.records().stream()
                .map(record -> Map.entry(record.id(), record.started()))
                .collect(Collectors.toSet());
        Stream<RequestRecord> all = Stream.concat(
                now.stream().filter(record -> !seen.contains(Map.entry(record.id(), record.started()))),
                over.records().stream());
        return new Listing(all.toList(), over.next());
    }
}
