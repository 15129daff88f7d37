package online.cloudtolocalllm.protocol.status;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The whole state of a running daemon.
 *
 * @param version the product's version
 * @param pid its process
 * @param started when it started
 * @param gateway the address to give to other tools, such as {@code http://127.0.0.1:11435}
 * @param residentBytes memory it holds, or 0 where the system does not tell
 * @param requestsRunning requests being served now
 * @param requestsQueued those of them that wait until a connection has room
 * @param requestsServed requests answered since it started
 * @param clients programs that are connected over IPC
 * @param legacyUntil until when clients without a proof are served; empty if they are not
 * @param tray whether the tray icon is seen
 * @param supervised who starts it again after a crash
 * @param notices what its owner should know, one sentence each, such as a settings file that was set aside
 * @param snapshot its connections
 */
public record DaemonStatus(
        String version,
        long pid,
        Instant started,
        String gateway,
        long residentBytes,
        long requestsRunning,
        long requestsQueued,
        long requestsServed,
        int clients,
        Optional<Instant> legacyUntil,
        TrayState tray,
        Supervision supervised,
        List<String> notices,
        StatusSnapshot snapshot) {

    /** Copies the list. */
    public DaemonStatus {
        notices = List.copyOf(notices);
    }

    /** A daemon that no client is connected to, without a tray icon, that nobody starts again after a crash. */
    public DaemonStatus(
            String version,
            long pid,
            Instant started,
            String gateway,
            long residentBytes,
            long requestsRunning,
            long requestsQueued,
            long requestsServed,
            List<String> notices,
            StatusSnapshot snapshot) {
        this(
                version,
                pid,
                started,
                gateway,
                residentBytes,
                requestsRunning,
                requestsQueued,
                requestsServed,
                0,
                Optional.empty(),
                TrayState.OFF,
                Supervision.NONE,
                notices,
                snapshot);
    }
}
