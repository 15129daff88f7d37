package online.cloudtolocalllm.tray.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import online.cloudtolocalllm.protocol.status.ConnectionId;

/**
 * What the rules remember between two looks.
 *
 * @param start when the first connections were tried
 * @param begun whether the first moments are over
 * @param served who served before what is not told yet
 * @param watches by connection; only of those that may be used
 */
public record NotificationState(
        Instant start, boolean begun, Optional<ConnectionId> served, Map<ConnectionId, Watch> watches) {

    /** What happens in this time after the start is no change. */
    static final Duration BEGINNING = Duration.ofSeconds(10);

    /** Copies the map. */
    public NotificationState {
        watches = Map.copyOf(watches);
    }

    /** Nothing has been seen yet. */
    public static NotificationState at(Instant start) {
        return new NotificationState(start, false, Optional.empty(), Map.of());
    }
}
