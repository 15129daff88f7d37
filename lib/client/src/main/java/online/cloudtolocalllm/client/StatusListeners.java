package online.cloudtolocalllm.client;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import online.cloudtolocalllm.protocol.ipc.DaemonEvent;

/** One service's listeners to the state, among those of others that share its link. Thread-safe. */
final class StatusListeners implements AutoCloseable {

    private final StatusSubscription subscription;
    private final Set<Registration> mine = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean closed;

    StatusListeners(StatusSubscription subscription) {
        this.subscription = subscription;
    }

    /** Adds a listener; after {@link #close()} it hears nothing. */
    synchronized Registration add(Consumer<DaemonEvent> listener) {
        if (closed) {
            return () -> {};
        }
        Registration told = subscription.add(listener);
        mine.add(told);
        return () -> remove(told);
    }

    private synchronized void remove(Registration told) {
        mine.remove(told);
        told.close();
    }

    /** Ends all of them. */
    @Override
    public synchronized void close() {
        closed = true;
        List.copyOf(mine).forEach(this::remove);
    }
}
