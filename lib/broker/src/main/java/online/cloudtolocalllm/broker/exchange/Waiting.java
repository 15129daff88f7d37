package online.cloudtolocalllm.broker.exchange;

import java.time.Duration;
import online.cloudtolocalllm.broker.route.PathKind;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.protocol.status.HealthState;

/**
 * How long one attempt has been waiting, and whether that is too long. A model that is loading may take minutes; a connection
 * that has stopped answering its probes meanwhile is not loading, it is gone.
 */
final class Waiting {

    /** A resolver that never answers is the only thing that can take this long before anything is sent. */
    private static final Duration NOT_SENT = Duration.ofSeconds(30);

    /** A connection that was down before is given this long to prove that it is not. */
    private static final Duration DOWN_ALL_ALONG = Duration.ofSeconds(6);

    private static final Duration WORTH_A_PROBE = Duration.ofMillis(900);

    private final RelayTools tools;
    private final ConnectionSettings settings;
    private final Duration firstByte;
    private final boolean downAtStart;
    private boolean sent;
    private boolean heard;
    private boolean paused;
    private long lastNanos;

    Waiting(RelayTools tools, ConnectionSettings settings, PathKind kind) {
        this.tools = tools;
        this.settings = settings;
        this.firstByte = tools.limits().firstByte(settings, kind);
        this.downAtStart = down();
        this.lastNanos = tools.time().nanoTime();
    }

    /** The request, or more of it, was sent. */
    void sent() {
        sent = true;
        lastNanos = tools.time().nanoTime();
    }

    /** Something of an answer came. */
    void heard() {
        heard = true;
        lastNanos = tools.time().nanoTime();
    }

    /** The client is slower than the upstream, whose silence then means nothing. */
    void paused(boolean pause) {
        paused = pause;
        lastNanos = tools.time().nanoTime();
    }

    /** Why it is too late for this attempt, in words; empty if it is not. */
    String verdict() {
        Duration quiet = Duration.ofNanos(tools.time().nanoTime() - lastNanos);
        if (heard) {
            return !paused && quiet.compareTo(tools.limits().silence()) > 0
                    ? "nothing came for " + seconds(tools.limits().silence())
                    : "";
        }
        if (!sent) {
            return quiet.compareTo(NOT_SENT) > 0 ? "no connection within " + seconds(NOT_SENT) : "";
        }
        if (quiet.compareTo(firstByte) > 0) {
            return "no answer within " + seconds(firstByte);
        }
        if (quiet.compareTo(WORTH_A_PROBE) > 0) {
            tools.traffic().waiting(settings);
            if (down() && (!downAtStart || quiet.compareTo(DOWN_ALL_ALONG) > 0)) {
                return "it stopped answering";
            }
        }
        return "";
    }

    private boolean down() {
        return tools.board().state(settings.id()) == HealthState.DOWN;
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() / 1000.0 + " s";
    }
}
