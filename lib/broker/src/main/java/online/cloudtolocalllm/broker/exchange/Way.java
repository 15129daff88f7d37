package online.cloudtolocalllm.broker.exchange;

import java.util.ArrayList;
import java.util.List;
import online.cloudtolocalllm.broker.health.HealthBoard;
import online.cloudtolocalllm.broker.route.Stop;
import online.cloudtolocalllm.protocol.status.HealthState;

/** The connections that one request may still be sent to, in order; each is asked once. Lives on one event loop. */
final class Way {

    private final List<Stop> left = new ArrayList<>();
    private int asked;

    /** This way, with these stops to go. */
    Way along(List<Stop> stops) {
        left.addAll(stops);
        return this;
    }

    boolean isAtEnd() {
        return left.isEmpty();
    }

    /** Who is to be asked next. */
    Stop next() {
        return left.getFirst();
    }

    /** How many were asked. */
    int asked() {
        return asked;
    }

    /** This one is asked now. */
    void take(Stop stop) {
        passOver(stop);
        asked++;
    }

    /** This one is not asked. */
    void passOver(Stop stop) {
        left.removeIf(each -> each.connection().id().equals(stop.connection().id()));
    }

    /**
     * Where the request may go when the next connection has no room: there when it has, or to another that is doing well. One
     * that is down always has room.
     */
    List<Stop> worthWaitingFor(HealthBoard board) {
        List<Stop> worth = new ArrayList<>();
        for (Stop stop : left) {
            HealthState state = board.state(stop.connection().id());
            if (worth.isEmpty() || state.serves() || state == HealthState.UNKNOWN) {
                worth.add(stop);
            }
        }
        return worth;
    }
}
