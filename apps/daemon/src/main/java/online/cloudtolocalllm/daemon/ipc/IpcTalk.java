package online.cloudtolocalllm.daemon.ipc;

import java.util.List;
import java.util.Optional;

/**
 * What is spoken on one connection: the protocol with its handshake, or an old client's, whichever the client begins with. Not
 * thread-safe; owned by its connection's event loop.
 */
final class IpcTalk {

    private final IpcSession session;
    private final LegacySession legacy;

    /**
     * A talk before its first line.
     *
     * @param session for clients that prove themselves
     * @param legacy for old clients
     */
    IpcTalk(IpcSession session, LegacySession legacy) {
        this.session = session;
        this.legacy = legacy;
    }

    /** What to do about a line. Nothing after a {@link IpcAction.Close} was returned. */
    List<IpcAction> received(IpcLine line) {
        return session.isNew() && legacy.takes(line) ? legacy.received(line) : session.received(line);
    }

    /** What to do about a line that is longer than it may be. */
    List<IpcAction> receivedTooLong(int most) {
        return legacy.speaks() ? legacy.receivedTooLong(most) : session.receivedTooLong(most);
    }

    /** What to do about a large line that did not come in time. */
    List<IpcAction> receivedTooSlowly() {
        return legacy.speaks() ? legacy.receivedTooSlowly() : session.receivedTooSlowly();
    }

    /** What to send when a command's reply is ready: its own text, and those that waited for it. */
    List<IpcAction> answered(ReplyOrder.Ticket ticket, String text) {
        return legacy.speaks() ? legacy.answered(ticket, text) : session.answered(ticket, text);
    }

    /** A command's last line was sent, by whoever carried it out. */
    void finished(ReplyOrder.Ticket ticket) {
        session.finished(ticket);
    }

    /** What a subscriber is told now in the place of this line; empty if nothing. */
    Optional<String> news(String text) {
        return legacy.speaks() ? legacy.news(text) : Optional.of(text);
    }

    /** What to do when old clients may no longer be let in. */
    List<IpcAction> look() {
        return legacy.look();
    }

    /** Whether every request has its reply. */
    boolean quiet() {
        return session.quiet() && legacy.quiet();
    }

    /** Whether a peer that has not said anything yet may go on so, because it may be an old client. */
    boolean maySpeakLater() {
        return session.isNew() && legacy.mayBegin();
    }
}
