package online.cloudtolocalllm.client;

import online.cloudtolocalllm.client.DaemonException.Effect;

/**
 * How a link ended.
 *
 * @param why the reason, without full stop
 * @param closedHere whether this program closed it
 */
record LinkEnd(String why, boolean closedHere) {

    /** A link that this program closed. */
    static LinkEnd closed() {
        return new LinkEnd("it was closed", true);
    }

    /** A link that was lost. */
    static LinkEnd lost(String why) {
        return new LinkEnd(why, false);
    }

    /** The end as the failure of a call. */
    DaemonException failure(Effect effect) {
        return closedHere ? new DaemonException.Closed(effect) : new DaemonException.LinkLost(effect, why);
    }
}
