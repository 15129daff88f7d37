package online.cloudtolocalllm.broker.exchange;

import java.time.Duration;
import online.cloudtolocalllm.broker.route.PathKind;
import online.cloudtolocalllm.config.ConnectionSettings;

/**
 * How long one attempt has been waiting, and whether that is too long. A model that is loading may take minutes; a connection
 * that has stopped answering its probes meanwhile is not loading, it is gone.
 */
final class Waiting {

    /** A resolver that never answers is the only thing that can take this long before anything is sent. */
    private static final Duration NOT_SENT = Duration.ofSeconds(30);

    /** A connection that was silent before is given this long to prove that it is not. */
    private static final Duration SILENT_ALL_ALONG = Duration.ofSeconds(6);

    /** A stall that long is not yet a black hole, even if three probes were caught in it. */
    private static final Duration SILENT_FOR = Duration.ofMillis(1500);

    /** A refusal is read for its words only; whoever waits for them does not wait for them alone. */
    private static final Duration HELD = Duration.ofSeconds(2);

    private static final Duration WORTH_A_PROBE = Duration.ofMillis(900);

    private final RelayTools tools;
    private final ConnectionSettings settings;
    private final Duration firstByte;
    private final boolean silentAtStart;
    private boolean sent;
    private boolean heard;
    private boolean held;
    private boolean paused;
    private boolean silent;
    private long silentNanos;
    private long lastNanos;
    private long heldNanos;

    Waiting(RelayTools tools, ConnectionSettings settings, PathKind kind) {
        this.tools = tools;
        this.settings = settings;
        this.firstByte = tools.limits().firstByte(settings, kind);
        this.silentAtStart = silent();
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

    /** A refusal begins that is held back, and whose body has a short time in total, however it comes. */
    void held() {
        held = true;
        heldNanos = tools.time().nanoTime();
    }

    /** The client is slower than the upstream, whose silence then means nothing. */
    void paused(boolean pause) {
        paused = pause;
        lastNanos = tools.time().nanoTime();
    }

    /** Why it is too late for this attempt, in words; empty if it is not. */
    String verdict() {
        long now = tools.time().nanoTime();
        Duration quiet = Duration.ofNanos(now - lastNanos);
        if (held) {
            return now - heldNanos > HELD.toNanos() ? "it did not end within " + seconds(HELD) : silence(quiet);
        }
        if (heard) {
            return !paused && quiet.compareTo(tools.limits().silence()) > 0
                    ? "nothing came for " + seconds(tools.limits().silence())
                    : "";
        }
        Duration most = sent ? firstByte : NOT_SENT;
        if (quiet.compareTo(most) > 0) {
            return (sent ? "no answer within " : "no connection within ") + seconds(most);
        }
        return silence(quiet);
    }

    /** Why a connection that is quiet is not worth waiting for. */
    private String silence(Duration quiet) {
        if (quiet.compareTo(WORTH_A_PROBE) > 0) {
            tools.traffic().waiting(settings);
            if (silentTooLong() && (!silentAtStart || quiet.compareTo(SILENT_ALL_ALONG) > 0)) {
                return sent ? "it stopped answering" : "it does not answer";
            }
        }
        return "";
    }

    private boolean silentTooLong() {
        long now = tools.time().nanoTime();
        boolean before = silent;
        silent = silent();
        if (!silent || !before) {
            silentNanos = now;
        }
        return silent && now - silentNanos >= SILENT_FOR.toNanos();
    }

    /** Not merely down: a server that answers its probes badly, or takes no more connections, may be at work all the same. */
    private boolean silent() {
        return tools.board().silent(settings.id());
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() / 1000.0 + " s";
    }
}
