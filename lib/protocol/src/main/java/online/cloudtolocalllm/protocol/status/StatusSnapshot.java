package online.cloudtolocalllm.protocol.status;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All connections at one moment.
 *
 * @param revision rises by one with every change
 * @param at when this revision began
 * @param connections every configured connection in the order in which they are asked
 * @param active the connection that the next request would go to, if one serves
 * @param lastFailover the latest failover since the daemon started
 */
public record StatusSnapshot(
        long revision,
        Instant at,
        List<ConnectionStatus> connections,
        Optional<ConnectionId> active,
        Optional<FailoverEvent> lastFailover) {

    /** Copies the list. */
    public StatusSnapshot {
        connections = List.copyOf(connections);
    }

    /** The connection with this name. */
    public Optional<ConnectionStatus> connection(ConnectionId id) {
        return connections.stream().filter(status -> status.id().equals(id)).findFirst();
    }
}
