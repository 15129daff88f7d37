package online.cloudtolocalllm.daemon.ipc;

import java.time.Duration;

/**
 * The bounds of the IPC server. The standard ones are promised in {@code docs/protocol.md}; tests use smaller ones.
 *
 * @param firstLineBytes the longest line before authentication
 * @param lineBytes the longest line after it
 * @param proxyLineBytes the longest {@code PROXY_REQUEST} line
 * @param handshake the time from connecting to being authenticated
 * @param pending connections that are not authenticated; one more pushes the oldest out
 * @param connections authenticated connections; one more is refused
 * @param inFlight unanswered requests of one connection
 * @param queuedBytes replies waiting for one peer above which nothing more is read from it
 * @param stall how long such a peer may take nothing before it is cut off
 * @param linger how long a connection that is being closed may still take its last reply
 * @param largeLine the time for a line above {@code lineBytes}, from its turn to its end
 */
public record IpcLimits(
        int firstLineBytes,
        int lineBytes,
        int proxyLineBytes,
        Duration handshake,
        int pending,
        int connections,
        int inFlight,
        int queuedBytes,
        Duration stall,
        Duration linger,
        Duration largeLine) {

    /** What the protocol promises. */
    public static final IpcLimits STANDARD = new IpcLimits(
            4 * 1024,
            64 * 1024,
            16 * 1024 * 1024,
            Duration.ofSeconds(5),
            16,
            64,
            64,
            1024 * 1024,
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            Duration.ofSeconds(10));

    /** What all replies of one peer may take together: as much as the largest one, and as much as may wait besides. */
    long replyBytes() {
        return (long) proxyLineBytes + queuedBytes;
    }

    /** What the replies of all peers may take together: the largest one always fits when nothing else waits. */
    long allRepliesBytes() {
        return proxyLineBytes + proxyLineBytes / 2L;
    }

    /** A copy with another time for the handshake. */
    public IpcLimits withHandshake(Duration limit) {
        return new IpcLimits(
                firstLineBytes,
                lineBytes,
                proxyLineBytes,
                limit,
                pending,
                connections,
                inFlight,
                queuedBytes,
                stall,
                linger,
                largeLine);
    }

    /** A copy with other numbers of connections before and after authentication. */
    public IpcLimits withConnections(int beforeAuth, int afterAuth) {
        return new IpcLimits(
                firstLineBytes,
                lineBytes,
                proxyLineBytes,
                handshake,
                beforeAuth,
                afterAuth,
                inFlight,
                queuedBytes,
                stall,
                linger,
                largeLine);
    }

    /** A copy with another patience for a peer that takes nothing. */
    public IpcLimits withStall(Duration limit) {
        return new IpcLimits(
                firstLineBytes,
                lineBytes,
                proxyLineBytes,
                handshake,
                pending,
                connections,
                inFlight,
                queuedBytes,
                limit,
                linger,
                largeLine);
    }
}
