package online.cloudtolocalllm.tray.notify;

import java.util.Optional;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;

/**
 * Something about a connection that is to be told.
 *
 * @param status the connection
 * @param now how it is
 * @param before what its owner believed
 * @param times how often it changed without being told
 * @param handover who took over
 */
record Change(ConnectionStatus status, Condition now, Condition before, int times, Optional<Handover> handover) {

    String name() {
        return status.id().name();
    }
}
