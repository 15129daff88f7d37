package online.cloudtolocalllm.tray.notify;

import java.time.Instant;
import java.util.Optional;
import online.cloudtolocalllm.protocol.status.ConnectionId;

/**
 * Requests that a connection could not serve and another one did.
 *
 * @param to who did
 * @param why in words
 * @param began when the first of them was
 * @param last when the last of them was
 * @param toldAt when it was told, if it was
 */
public record Handover(ConnectionId to, String why, Instant began, Instant last, Optional<Instant> toldAt) {

    Handover again(Instant now) {
        return new Handover(to, why, began, now, toldAt);
    }

    Handover told(Instant now) {
        return new Handover(to, why, began, last, Optional.of(now));
    }
}
