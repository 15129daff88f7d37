package online.cloudtolocalllm.broker;

import online.cloudtolocalllm.protocol.status.FailoverEvent;

/**
 * Hears of what changes on the board. Called on any thread while the board is locked: an implementation only makes a note of it, or
 * hands it to another thread, and returns at once. Thread-safe.
 */
public interface BoardWatcher {

    /** There is a new snapshot. */
    void changed();

    /** A request was served by another connection than the first; {@link #changed} comes next. */
    void failedOver(FailoverEvent event);
}
