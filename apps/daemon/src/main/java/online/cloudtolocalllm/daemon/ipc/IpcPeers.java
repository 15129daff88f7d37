package online.cloudtolocalllm.daemon.ipc;

import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The open connections of one server and how many there may be. When one more stranger comes than there may be, the oldest one has
 * to go: honest clients prove themselves within milliseconds, so somebody who only holds connections open cannot lock them out.
 * Thread-safe; nothing is called while the lock is held.
 */
final class IpcPeers {

    private final int mostStrangers;
    private final int mostTrusted;
    private final Set<Channel> strangers = new LinkedHashSet<>();
    private final Set<Channel> trusted = new HashSet<>();
    private boolean closed;
    private volatile boolean stopping;

    IpcPeers(int mostStrangers, int mostTrusted) {
        this.mostStrangers = mostStrangers;
        this.mostTrusted = mostTrusted;
    }

    /** Takes a new connection in; the one that comes back, if any, has to be closed by the caller. */
    synchronized Optional<Channel> arrived(Channel channel) {
        if (closed) {
            return Optional.of(channel);
        }
        strangers.add(channel);
        if (strangers.size() <= mostStrangers) {
            return Optional.empty();
        }
        Channel oldest = strangers.iterator().next();
        strangers.remove(oldest);
        return Optional.of(oldest);
    }

    /** Moves a connection to the trusted ones, if it is not there yet; false if it may not stay, because there are enough or it was sent away. */
    synchronized boolean admit(Channel channel) {
        if (trusted.contains(channel)) {
            return true;
        }
        if (trusted.size() >= mostTrusted || !strangers.remove(channel)) {
            return false;
        }
        return trusted.add(channel);
    }

    /** Forgets a closed connection. */
    synchronized void left(Channel channel) {
        strangers.remove(channel);
        trusted.remove(channel);
    }

    /** Says that no more work may begin, and returns who is trusted. */
    synchronized List<Channel> stopTaking() {
        stopping = true;
        return List.copyOf(trusted);
    }

    /** Whether no more work may begin. */
    boolean stopping() {
        return stopping;
    }

    /** Who is trusted. */
    synchronized List<Channel> trusted() {
        return List.copyOf(trusted);
    }

    /** Takes nobody in from now on and returns who is still there. */
    synchronized List<Channel> close() {
        closed = true;
        List<Channel> all = new ArrayList<>(strangers);
        all.addAll(trusted);
        return all;
    }

    /** How many are authenticated. */
    synchronized int trustedCount() {
        return trusted.size();
    }
}
