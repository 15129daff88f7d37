package online.cloudtolocalllm.client;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Consumer;
import online.cloudtolocalllm.protocol.ipc.DaemonEvent;
import online.cloudtolocalllm.protocol.json.JsonObject;

/**
 * Listeners of one link to what only subscribers are told. The daemon is asked to tell while there is one; each new one lets it
 * tell the whole state again. Thread-safe.
 */
final class StatusSubscription {

    private static final String KEY = "subscription";
    private static final JsonObject SUBSCRIBE = JsonObject.of("command", "SUBSCRIBE");
    private static final JsonObject UNSUBSCRIBE = JsonObject.of("command", "UNSUBSCRIBE");

    private final LastingLink link;
    private final Set<Registration> listeners = Collections.newSetFromMap(new IdentityHashMap<>());

    StatusSubscription(LastingLink link) {
        this.link = link;
    }

    /** Adds a listener, called on the link's thread for listeners. */
    synchronized Registration add(Consumer<DaemonEvent> listener) {
        Registration told = link.onEvent(listener);
        listeners.add(told);
        link.keep(KEY, SUBSCRIBE);
        return () -> remove(told);
    }

    /** A new link begins without a subscription, so saying so again after a reconnect does no harm. */
    private synchronized void remove(Registration told) {
        if (listeners.remove(told)) {
            told.close();
            if (listeners.isEmpty()) {
                link.keep(KEY, UNSUBSCRIBE);
            }
        }
    }
}
