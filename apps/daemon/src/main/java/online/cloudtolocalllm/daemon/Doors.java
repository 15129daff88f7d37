package online.cloudtolocalllm.daemon;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import online.cloudtolocalllm.config.daemon.DaemonConfig;
import online.cloudtolocalllm.config.daemon.KeyNeed;
import online.cloudtolocalllm.daemon.gateway.AccessRules;
import online.cloudtolocalllm.daemon.gateway.Guards;
import online.cloudtolocalllm.daemon.ipc.IpcHandler;
import online.cloudtolocalllm.daemon.keys.AppKeys;
import online.cloudtolocalllm.daemon.keys.KeyCommands;
import online.cloudtolocalllm.daemon.peer.LinuxPeers;
import online.cloudtolocalllm.daemon.peer.Peers;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.files.Locations;

/** Who may use the gateway: the keys, the commands that change them, and whose connections are served. Thread-safe. */
final class Doors implements AutoCloseable {

    private final AppKeys keys;
    private final AtomicReference<KeyNeed> need;
    private final Peers peers;
    private final boolean otherUsers;
    private final Executor blocking;
    private final List<String> notices;

    private Doors(
            AppKeys keys,
            AtomicReference<KeyNeed> need,
            Peers peers,
            boolean otherUsers,
            Executor blocking,
            List<String> notices) {
        this.keys = keys;
        this.need = need;
        this.peers = peers;
        this.otherUsers = otherUsers;
        this.blocking = blocking;
        this.notices = notices;
    }

    /** Reads the keys; blocks on the disk and on {@code /proc}. */
    static Doors open(Locations locations, DaemonConfig config, TimeSource time, Executor blocking) {
        AtomicReference<KeyNeed> need = new AtomicReference<>(config.requireKey());
        AppKeys keys = AppKeys.open(locations.keys(), time, () -> Objects.requireNonNull(need.get()));
        List<String> notices = keys.problem().map(List::of).orElse(List.of());
        Peers peers = LinuxPeers.ofThisComputer(blocking);
        return new Doors(keys, need, peers, config.otherUsers(), blocking, notices);
    }

    /** Says when a key is asked for from now on. */
    void require(KeyNeed other) {
        need.set(other);
    }

    /** What its owner should know. */
    List<String> notices() {
        return notices;
    }

    /** Tells programs of the daemon's own user from others, whatever the gateway may do for those. */
    Peers peers() {
        return peers;
    }

    Guards guards(AccessRules access) {
        return new Guards(access, otherUsers ? peers.withOtherUsers() : peers, keys);
    }

    Map<String, IpcHandler> handlers() {
        return new KeyCommands(keys, blocking).handlers();
    }

    @Override
    public void close() throws IOException {
        keys.close();
    }
}
