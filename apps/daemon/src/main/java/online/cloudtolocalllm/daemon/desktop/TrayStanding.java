package online.cloudtolocalllm.daemon.desktop;

import java.time.Duration;
import online.cloudtolocalllm.daemon.ipc.StatusFeed;
import online.cloudtolocalllm.protocol.status.TrayState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the tray icon is seen, as status and log tell it: one line for each change. What a desktop says first counts at once, and what
 * it says after that when it has held for a second: panels start anew, and some say one thing and another in turn. Thread-safe.
 */
public final class TrayStanding {

    /** How long a change has to hold. */
    static final Duration STEADY = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(TrayStanding.class);

    private final Runnable changed;
    private final StatusFeed.Later later;
    /** Written with this object's lock held. */
    private volatile TrayState state = TrayState.OFF;
    /** Guarded by this object's lock, as all below. */
    private TrayState newest = TrayState.OFF;

    private String reason = "";
    private long turn;
    private boolean timed;

    /**
     * An icon that is not shown.
     *
     * @param changed is run after every change; must be short
     * @param later looks whether a change holds
     */
    public TrayStanding(Runnable changed, StatusFeed.Later later) {
        this.changed = changed;
        this.later = later;
    }

    /** Whether it is seen. */
    public TrayState state() {
        return state;
    }

    /**
     * It is seen, or is not; hearing the same again is no change.
     *
     * @param why in words, such as "no session bus"; may be empty
     */
    void changed(TrayState now, String why) {
        boolean atOnce;
        long asOf;
        synchronized (this) {
            if (newest == now) {
                return;
            }
            newest = now;
            reason = why;
            asOf = ++turn;
            // Off is what the user wants, not what a desktop says.
            atOnce = state == TrayState.OFF || now == TrayState.OFF;
            if (!atOnce && timed) {
                return;
            }
            timed = timed || !atOnce;
        }
        if (atOnce) {
            tell();
        } else {
            later.run(STEADY, () -> look(asOf));
        }
    }

    /** However often it changes, one look is on its way. */
    private void look(long asOf) {
        boolean again;
        long now;
        synchronized (this) {
            now = turn;
            again = now != asOf && newest != state;
            timed = again;
        }
        if (again) {
            later.run(STEADY, () -> look(now));
        } else {
            tell();
        }
    }

    private void tell() {
        TrayState now;
        String why;
        synchronized (this) {
            if (state == newest) {
                return;
            }
            state = newest;
            now = newest;
            why = reason.isEmpty() ? "" : " (" + reason + ")";
        }
        switch (now) {
            case OFF -> LOG.info("the tray icon is off{}", why);
            case NO_DESKTOP -> LOG.info("there is no desktop for the tray icon{}", why);
            case NO_PANEL -> LOG.info("no panel shows the tray icon{}", why);
            case SHOWN -> LOG.info("the tray icon is shown");
        }
        changed.run();
    }
}
