package online.cloudtolocalllm.client;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import online.cloudtolocalllm.client.DaemonException.Effect;
import online.cloudtolocalllm.protocol.ipc.DaemonEvent;
import online.cloudtolocalllm.protocol.json.JsonObject;

/**
 * A link to the daemon that is made anew when it is lost, and starts a daemon where the options say so. Calls wait for the link
 * within their time limits and are never sent twice. Thread-safe; its virtual threads end after {@link #close()}.
 */
final class LastingLink implements AutoCloseable {

    private final CurrentLink current = new CurrentLink();
    private final StatusSubscription subscription = new StatusSubscription(this);
    private final Thread keeper;
    private final Thread teller;

    private LastingLink(ClientOptions options, LinkTimes times) {
        teller = current.announcer().start();
        keeper = Thread.ofVirtual().name("daemon link keeper").unstarted(new LinkKeeper(current, options, times));
    }

    /** A link that connects in the background; returns at once. */
    static LastingLink open(ClientOptions options) {
        return open(options, LinkTimes.USUAL);
    }

    static LastingLink open(ClientOptions options, LinkTimes times) {
        return open(options, times, state -> {});
    }

    /** One with a listener that hears every state from the first one on. */
    static LastingLink open(ClientOptions options, LinkTimes times, Consumer<LinkState> listener) {
        LastingLink made = new LastingLink(options, times);
        made.onState(listener);
        made.keeper.start();
        return made;
    }

    /** The newest state. */
    LinkState state() {
        return current.announcer().state();
    }

    /** Adds a listener of states, called in order on one virtual thread, with the newest state first. */
    Registration onState(Consumer<LinkState> listener) {
        return current.announcer().onState(listener);
    }

    /** Adds a listener of events, called in order on the thread of the states. */
    Registration onEvent(Consumer<DaemonEvent> listener) {
        return current.announcer().onEvent(listener);
    }

    /** The listeners to what only subscribers are told, of everybody who shares this link. */
    StatusSubscription subscription() {
        return subscription;
    }

    /** Sends a command now and after every reconnect, the newest of each key; returns at once. A refusal is logged. */
    void keep(String key, JsonObject command) {
        current.kept().keep(key, command);
    }

    /** Waits until it is connected; false when the time is over, and at once when it is closed. */
    boolean awaitConnected(Duration limit) throws InterruptedException {
        return current.awaitUp(limit);
    }

    /** Tries at once to connect, also when the daemon was told to quit. Returns at once. */
    void connectNow() {
        current.hurry();
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

    /**
     * Sends one request as {@link #request(JsonObject, Duration)}, with limits of their own for the link and for the answer: one
     * that may take long is no reason to wait as long for a daemon that is not there.
     *
     * @param limitForLink how long to wait for a link
     * @param limit how long to wait for the answer once there is one
     */
    JsonObject request(JsonObject command, Duration limitForLink, Duration limit) throws DaemonException {
        return withLink(Deadline.after(limitForLink), (on, ignored) -> on.request(command, Deadline.after(limit)));
    }

    /** Noted before it is sent: the link may end before the reply is looked at. */
    private JsonObject quit(DaemonLink on, JsonObject command, Deadline deadline) throws DaemonException {
        current.quitAsked(true);
        try {
            return on.request(command, deadline);
        } catch (DaemonException e) {
            current.quitAsked(e.effect() != Effect.NONE);
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
            DaemonLink now = current.await(deadline, dead);
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

    /** Ends the link, the attempts and the calls; listeners hear {@link LinkState.Closed} and nothing more. */
    @Override
    public void close() {
        Optional<DaemonLink> last = current.close();
        keeper.interrupt();
        last.ifPresent(DaemonLink::close);
    }

    /** Whether its threads have ended, waited for at most so long. */
    boolean awaitEnd(Duration limit) throws InterruptedException {
        return keeper.join(limit) && teller.join(limit);
    }
}
