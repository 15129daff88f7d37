package online.cloudtolocalllm.daemon.desktop;

import online.cloudtolocalllm.protocol.status.TrayState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the tray icon is seen, as status and log tell it: one line for each change. Thread-safe. */
public final class TrayStanding {

    private static final Logger LOG = LoggerFactory.getLogger(TrayStanding.class);

    private final Runnable changed;
    /** Written with this object's lock held. */
    private volatile TrayState state = TrayState.OFF;

    /**
     * An icon that is not shown.
     *
     * @param changed is run after every change; must be short
     */
    public TrayStanding(Runnable changed) {
        this.changed = changed;
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
        synchronized (this) {
            if (state == now) {
                return;
            }
            state = now;
        }
        String reason = why.isEmpty() ? "" : " (" + why + ")";
        switch (now) {
            case OFF -> LOG.info("the tray icon is off{}", reason);
            case NO_DESKTOP -> LOG.info("there is no desktop for the tray icon{}", reason);
            case NO_PANEL -> LOG.info("no panel shows the tray icon{}", reason);
            case SHOWN -> LOG.info("the tray icon is shown");
        }
        changed.run();
    }
}
