package online.cloudtolocalllm.daemon.ipc;

import java.util.LinkedHashMap;
import java.util.Map;
import online.cloudtolocalllm.protocol.ipc.DaemonEvent;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.DaemonStatus;

/**
 * The state as subscribers are told it, written once for all of them.
 *
 * @param revision its revision
 * @param text the {@code STATUS} event
 * @param connections by each connection's name the {@code CONNECTION_STATUS_CHANGED} event that tells its state
 */
record StatusUpdate(long revision, String text, Map<String, String> connections) {

    /** Writes the state; may take a while, so not for an event loop. */
    static StatusUpdate of(DaemonStatus status) {
        Map<String, String> connections = new LinkedHashMap<>();
        Replies.connections(status).forEach((name, shape) -> connections.put(name, changed(name, shape)));
        return new StatusUpdate(
                status.snapshot().revision(),
                new DaemonEvent.Status(status).toJson().toJson(),
                connections);
    }

    /** What is told of a connection that is not there any more. */
    static String gone(String name) {
        return changed(name, Replies.absent());
    }

    private static String changed(String name, JsonObject shape) {
        return new DaemonEvent.ConnectionChanged(name, shape.without("last_check"))
                .toJson()
                .toJson();
    }
}
