package online.cloudtolocalllm.daemon.ipc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.FailoverEvent;

/** Failovers that are still to be told: of those between the same two connections the last one. Bounded. Not thread-safe. */
final class Failovers {

    private static final int MOST = 64;

    private final Map<List<ConnectionId>, FailoverEvent> events = new LinkedHashMap<>();

    void add(FailoverEvent event) {
        List<ConnectionId> way = List.of(event.from(), event.to());
        events.remove(way);
        events.put(way, event);
        if (events.size() > MOST) {
            events.remove(events.keySet().iterator().next());
        }
    }

    /** Takes all of them out, the oldest first. */
    List<FailoverEvent> take() {
        List<FailoverEvent> all = List.copyOf(events.values());
        events.clear();
        return all;
    }
}
