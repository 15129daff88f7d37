package online.cloudtolocalllm.client;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import online.cloudtolocalllm.protocol.ipc.DaemonEvent;
import org.jspecify.annotations.Nullable;

/**
 * Tells listeners of states and events, one after the other on one virtual thread, so that a listener that blocks holds up the
 * other listeners and nothing else. What waits is bounded: of whole states only the newest is kept, and when listeners lag far
 * behind, the oldest event is given up, and that is logged. Thread-safe.
 */
final class Announcer {

    /** More than any burst of events; enough for minutes of a listener that blocks. */
    private static final int MOST = 1_024;

    private static final System.Logger LOG = System.getLogger(Announcer.class.getName());

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<News> queue = new ArrayDeque<>();
    private final List<Listener<LinkState>> ofStates = new CopyOnWriteArrayList<>();
    private final List<Listener<DaemonEvent>> ofEvents = new CopyOnWriteArrayList<>();
    private LinkState newest;
    private long number;
    private boolean lagging;
    private boolean closing;

    private sealed interface News {

        record State(long number, LinkState state, @Nullable Listener<LinkState> only) implements News {}

        record Event(long number, DaemonEvent event) implements News {}
    }

    /** Somebody who listens; two of the same words are two. */
    private static final class Listener<T> implements Registration {

        private final Consumer<T> listener;

        /** News up to this number were before its time. */
        private final long since;

        private final List<Listener<T>> all;
        private volatile boolean gone;

        Listener(Consumer<T> listener, long since, List<Listener<T>> all) {
            this.listener = listener;
            this.since = since;
            this.all = all;
        }

        @Override
        public void close() {
            gone = true;
            all.remove(this);
        }

        void tell(T news) {
            if (gone) {
                return;
            }
            try {
                listener.accept(news);
            } catch (Throwable e) {
                // Also errors: the other listeners and all that follows must not pay for this one.
                LOG.log(Level.ERROR, "a listener of the link to the daemon failed", e);
            }
        }
    }

    /** An announcer whose first state is this. */
    Announcer(LinkState first) {
        this.newest = first;
    }

    /** Begins to tell; called once. */
    Thread start() {
        return Thread.ofVirtual().name("daemon link listeners").start(this::run);
    }

    /** The newest state. */
    LinkState state() {
        lock.lock();
        try {
            return newest;
        } finally {
            lock.unlock();
        }
    }

    /** Adds a listener, which hears the newest state first. */
    Registration onState(Consumer<LinkState> listener) {
        Listener<LinkState> added;
        lock.lock();
        try {
            added = new Listener<>(listener, number, ofStates);
            ofStates.add(added);
            if (!closing || !queue.isEmpty()) {
                put(new News.State(++number, newest, added));
                return added;
            }
        } finally {
            lock.unlock();
        }
        // The thread that tells may have ended with the last state.
        added.tell(new LinkState.Closed());
        return added;
    }

    /** Adds a listener. */
    Registration onEvent(Consumer<DaemonEvent> listener) {
        lock.lock();
        try {
            Listener<DaemonEvent> added = new Listener<>(listener, number, ofEvents);
            ofEvents.add(added);
            return added;
        } finally {
            lock.unlock();
        }
    }

    /** A state; told if it is another than the newest. After {@link LinkState.Closed} nothing is taken. */
    void state(LinkState state) {
        lock.lock();
        try {
            if (closing || state.equals(newest)) {
                return;
            }
            newest = state;
            if (state instanceof LinkState.Closed) {
                closing = true;
                queue.clear();
            }
            put(new News.State(++number, state, null));
        } finally {
            lock.unlock();
        }
    }

    /** An event came. */
    void event(DaemonEvent event) {
        lock.lock();
        try {
            if (closing || ofEvents.isEmpty()) {
                return;
            }
            if (event instanceof DaemonEvent.Status) {
                queue.removeIf(news ->
                        news instanceof News.Event(long _, DaemonEvent old) && old instanceof DaemonEvent.Status);
            }
            put(new News.Event(++number, event));
        } finally {
            lock.unlock();
        }
    }

    private void put(News news) {
        if (queue.size() >= MOST) {
            giveUpOne();
            if (!lagging) {
                lagging = true;
                LOG.log(Level.WARNING, "a listener of the link to the daemon blocks: events are lost");
            }
        }
        queue.add(news);
        changed.signalAll();
    }

    /** The oldest event; a state only if nothing but states waits, because a state is what the next ones are understood by. */
    private void giveUpOne() {
        for (News news : queue) {
            if (news instanceof News.Event) {
                queue.remove(news);
                return;
            }
        }
        queue.remove();
    }

    private void run() {
        for (Optional<News> next = take(); next.isPresent(); next = take()) {
            switch (next.get()) {
                case News.State(long _, LinkState state, Listener<LinkState> only)
                when only != null -> only.tell(state);
                case News.State(long at, LinkState state, Listener<LinkState> _) ->
                    ofStates.stream().filter(listener -> listener.since < at).forEach(l -> l.tell(state));
                case News.Event(long at, DaemonEvent event) ->
                    ofEvents.stream().filter(listener -> listener.since < at).forEach(l -> l.tell(event));
            }
        }
    }

    private Optional<News> take() {
        lock.lock();
        try {
            while (queue.isEmpty()) {
                if (closing) {
                    return Optional.empty();
                }
                lagging = false;
                changed.awaitUninterruptibly();
            }
            return Optional.of(queue.remove());
        } finally {
            lock.unlock();
        }
    }
}
