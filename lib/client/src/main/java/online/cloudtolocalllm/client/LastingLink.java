package online.cloudtolocalllm.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import online.cloudtolocalllm.client.DaemonException.Effect;
import online.cloudtolocalllm.protocol.ipc.DaemonEvent;
import online.cloudtolocalllm.protocol.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A link to the daemon that is made anew when it is lost, and starts a daemon where the options say so. Calls wait for the link
 * within their time limits and are never sent twice. Thread-safe; its virtual threads end after {@link #close()}.
 */
final class LastingLink implements AutoCloseable {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Announcer announcer = new Announcer(new LinkState.Connecting(1));
    private final KeptCommands kept = new KeptCommands();

    /** The link in use; null while there is none. */
    private @Nullable DaemonLink link;

    /** Why there was no link at the last attempt; null before the first and once there was one. */
    private @Nullable DaemonException lastFailure;

    private boolean stopped;
    private boolean toldToQuit;
    private boolean hurry;
    private boolean closed;

    private final Thread keeper;
    private final Thread teller;

    private LastingLink(ClientOptions options, LinkTimes times) {
        teller = announcer.start();
        keeper = Thread.ofVirtual()
                .name("daemon link keeper")
                .unstarted(new LinkKeeper(this, options, times));
    }

    /** A link that connects in the background; returns at once. */
    static LastingLink open(ClientOptions options) {
        return open(options, LinkTimes.USUAL);
    }

    static LastingLink open(ClientOptions options, LinkTimes times) {
        LastingLink made = new LastingLink(options, times);
        made.keeper.start();
        return made;
    }

    /** The newest state. */
    LinkState state() {
        return announcer.state();
    }

    /** Adds a listener of states, called in order on one virtual thread, with the newest state first. */
    Registration onState(Consumer<LinkState> listener) {
        return announcer.onState(listener);
    }

    /** Adds a listener of events, called in order on the thread of the states. */
    Registration onEvent(Consumer<DaemonEvent> listener) {
        return announcer.onEvent(listener);
    }

    /** Sends a command now and after every reconnect, the newest of each key; returns at once. A refusal is logged. */
    void keep(String key, JsonObject command) {
        kept.keep(key, command);
    }

    /** Sends what has this key no more. */
    void drop(String key) {
        kept.drop(key);
    }

    /** Tries at once to connect, also when the daemon was told to quit. Returns at once. */
    void connectNow() {
        lock.lock();
        try {
            if (link == null || link.ended().isPresent()) {
                hurry = true;
                stopped = false;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Sends one request and waits for its answer. It is sent once, on the link that is there or that comes within the limit.
     *
     * @param limit for the link and the answer together
     * @throws DaemonException if there is no link in time (its kind says why), or as {@link DaemonLink#request(JsonObject, Duration)}
     */
    JsonObject request(JsonObject command, Duration limit) throws DaemonException {
        if (command.text("command", "").equals("QUIT")) {
            return withLink(Deadline.after(limit), (on, deadline) -> quit(on, command, deadline));
        }
        return withLink(Deadline.after(limit), (on, deadline) -> on.request(command, deadline));
    }

    /** Noted before it is sent: the link may end before the reply is looked at. */
    private JsonObject quit(DaemonLink on, JsonObject command, Deadline deadline) throws DaemonException {
        toldToQuit(true);
        try {
            return on.request(command, deadline);
        } catch (DaemonException e) {
            toldToQuit(e.effect() != Effect.NONE);
            throw e;
        }
    }

    /**
     * Sends one request whose answer comes in pieces. The caller closes the stream.
     *
     * @param command the request with {@code "stream":true}
     * @param limitForLink how long to wait for a link
     * @throws DaemonException if there is none in time
     */
    AnswerStream stream(JsonObject command, Duration limitForLink) throws DaemonException {
        return withLink(Deadline.after(limitForLink), (on, deadline) -> on.stream(command, deadline));
    }

    @FunctionalInterface
    private interface Use<T> {
        T on(DaemonLink link, Deadline deadline) throws DaemonException;
    }

    private <T> T withLink(Deadline deadline, Use<T> use) throws DaemonException {
        DaemonLink dead = null;
        while (true) {
            DaemonLink now = await(deadline, dead);
            try {
                return use.on(now, deadline);
            } catch (DaemonException.LinkLost e) {
                if (e.effect() != Effect.NONE) {
                    throw e;
                }
                // Not a byte of it was written: it may go over the next link.
                dead = now;
            }
        }
    }

    private DaemonLink await(Deadline deadline, @Nullable DaemonLink dead) throws DaemonException {
        lock.lock();
        try {
            while (true) {
                DaemonException failure = lastFailure;
                if (closed) {
                    throw new DaemonException.Closed(Effect.NONE);
                }
                if (link != null && link != dead) {
                    return link;
                }
                if (stopped && failure != null) {
                    throw failure;
                }
                long left = deadline.leftNanos();
                if (left <= 0) {
                    throw failure == null ? deadline.noAnswer(Effect.NONE) : failure;
                }
                changed.await(left, TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DaemonException.Interrupted(Effect.NONE);
        } finally {
            lock.unlock();
        }
    }

    /** Ends the link, the attempts and the calls; listeners hear {@link LinkState.Closed} and nothing more. */
    @Override
    public void close() {
        DaemonLink last;
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            last = link;
            link = null;
            announcer.state(new LinkState.Closed());
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        keeper.interrupt();
        if (last != null) {
            last.close();
        }
    }

    /** Whether its threads have ended, waited for at most so long. */
    boolean awaitEnd(Duration limit) throws InterruptedException {
        return keeper.join(limit) && teller.join(limit);
    }

    // What the keeper tells and asks.

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** A new state without a link, unless it is closed. */
    void without(LinkState state) {
        lock.lock();
        try {
            switch (state) {
                case LinkState.Waiting(Duration _, int _, DaemonException why) -> lastFailure = why;
                case LinkState.Stopped(DaemonException why) -> {
                    lastFailure = why;
                    stopped = true;
                }
                case LinkState.Connecting _, LinkState.Starting _, LinkState.Connected _, LinkState.Closed _ ->
                    stopped = false;
            }
            announcer.state(state);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** A new link is there; it is started, or closed if this is closed. */
    void with(DaemonLink next) {
        lock.lock();
        try {
            if (!closed) {
                link = next;
                lastFailure = null;
                stopped = false;
                toldToQuit = false;
                hurry = false;
                announcer.state(new LinkState.Connected(next.instance()));
                kept.use(next);
                changed.signalAll();
                next.start();
                return;
            }
        } finally {
            lock.unlock();
        }
        next.close();
    }

    /** What the links tell. */
    LinkListener listener() {
        return new LinkListener() {
            @Override
            public void event(DaemonEvent event) {
                if (event instanceof DaemonEvent.ShuttingDown) {
                    toldToQuit(true);
                }
                announcer.event(event);
            }

            @Override
            public void ended(LinkEnd end) {
                lock.lock();
                try {
                    changed.signalAll();
                } finally {
                    lock.unlock();
                }
            }
        };
    }

    private void toldToQuit(boolean told) {
        lock.lock();
        try {
            toldToQuit = told;
        } finally {
            lock.unlock();
        }
    }

    /** Forgets a link that ended; whether the daemon had been told to quit. */
    boolean forget(DaemonLink ended) {
        lock.lock();
        try {
            if (link == ended) {
                link = null;
            }
            return toldToQuit;
        } finally {
            lock.unlock();
        }
    }

    void retryKept() {
        kept.retry();
    }

    /** Waits until the link ended, this is closed, or the time is over; how the link ended, if it did. */
    Optional<LinkEnd> awaitEnd(DaemonLink of, Duration limit) throws InterruptedException {
        Deadline deadline = Deadline.after(limit);
        lock.lockInterruptibly();
        try {
            while (!closed && of.ended().isEmpty() && deadline.leftNanos() > 0) {
                changed.await(deadline.leftNanos(), TimeUnit.NANOSECONDS);
            }
            return of.ended();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until somebody is in a hurry, this is closed, or the time is over; whether somebody was in a hurry. */
    boolean pause(Duration limit) throws InterruptedException {
        Deadline deadline = Deadline.after(limit);
        lock.lockInterruptibly();
        try {
            while (!closed && !hurry && deadline.leftNanos() > 0) {
                changed.await(deadline.leftNanos(), TimeUnit.NANOSECONDS);
            }
            boolean hurried = hurry;
            hurry = false;
            return hurried;
        } finally {
            lock.unlock();
        }
    }
}
