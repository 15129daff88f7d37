package online.cloudtolocalllm.tray;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.StatusSnapshot;

/**
 * What a part of the desktop shows of the connections. Every probe notes when it was and how long it took; most of that is nothing
 * to anybody who looks. Pure.
 */
public enum ShownStatus implements BiPredicate<StatusSnapshot, StatusSnapshot> {
    /** Everything but when a connection was asked, and latencies in the words of the menu. */
    MENU {
        @Override
        boolean sameLatency(Optional<Duration> one, Optional<Duration> other) {
            return one.map(Words::latency).equals(other.map(Words::latency));
        }
    },
    /** Like the menu, and no latencies. */
    NOTICES {
        @Override
        boolean sameLatency(Optional<Duration> one, Optional<Duration> other) {
            return true;
        }
    };

    abstract boolean sameLatency(Optional<Duration> one, Optional<Duration> other);

    /** Whether both are shown in the same way. */
    @Override
    public boolean test(StatusSnapshot one, StatusSnapshot other) {
        if (!one.active().equals(other.active())
                || !one.lastFailover().equals(other.lastFailover())
                || one.connections().size() != other.connections().size()) {
            return false;
        }
        for (int at = 0; at < one.connections().size(); at++) {
            if (!same(one.connections().get(at), other.connections().get(at))) {
                return false;
            }
        }
        return true;
    }

    private boolean same(ConnectionStatus one, ConnectionStatus other) {
        return one.equals(other)
                || (sameLatency(one.latency(), other.latency())
                        && withoutTimes(one).equals(withoutTimes(other)));
    }

    /** What is left out is named, not what counts: a new part of a status counts until somebody says that it does not. */
    private static ConnectionStatus withoutTimes(ConnectionStatus status) {
        return new ConnectionStatus(
                status.id(),
                status.kind(),
                status.address(),
                status.enabled(),
                status.priority(),
                status.health(),
                status.version(),
                status.models(),
                status.modelsKnown(),
                Optional.empty(),
                Optional.empty(),
                status.paused(),
                status.preferred(),
                status.loaded(),
                List.of());
    }
}
