package online.cloudtolocalllm.daemon.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows clients by the system's table of sockets. Programs of the daemon's own user are admitted, and of root: it can read
 * whatever the daemon can, and what it forwards (containers, {@code systemd-socket-proxyd}) was set up by whoever owns the
 * computer. Thread-safe.
 */
public final class LinuxPeers implements Peers {

    private static final Logger LOG = LoggerFactory.getLogger(LinuxPeers.class);
    private static final long ROOT = 0;

    /** The table is no snapshot: a row may be missed while others come and go. */
    private static final int LOOKS = 3;

    private final PeerLookup lookup;
    private final long ownUid;
    private final AtomicBoolean told = new AtomicBoolean();

    LinuxPeers(PeerLookup lookup, long ownUid) {
        this.lookup = lookup;
        this.ownUid = ownUid;
    }

    /**
     * Those of this computer. Blocks on {@code /proc}. Where there is no such table everybody is taken in, which the log says once.
     * That is decided here, once: later a table that cannot be read opens nothing, because whoever uses up the descriptors of this
     * process or computer could bring that about.
     *
     * @param blocking reads the table
     */
    public static Peers ofThisComputer(Executor blocking) {
        Path proc = Path.of("/proc");
        try {
            long uid = effectiveUid(Files.readString(proc.resolve("self/status"), StandardCharsets.ISO_8859_1));
            SocketTable table = new SocketTable(proc.resolve("net"));
            table.find(Set.of(), 0);
            PeerLookup lookup = new PeerLookup(table, blocking);
            return new LinuxPeers(lookup, uid);
        } catch (IOException e) {
            LOG.info("this system does not tell whose a connection is: programs of other users are not kept away"
                    + " from it");
            return UNKNOWN;
        }
    }

    private static long effectiveUid(String status) throws IOException {
        for (String line : status.lines().filter(l -> l.startsWith("Uid:")).toList()) {
            String[] fields = line.split("\\s+", -1);
            if (fields.length > 2 && fields[2].matches("[0-9]{1,10}")) {
                return Long.parseLong(fields[2]);
            }
        }
        throw new IOException("there is no Uid in /proc/self/status");
    }

    @Override
    public CompletableFuture<Verdict> judge(SocketPair pair) {
        return judge(pair, LOOKS);
    }

    private CompletableFuture<Verdict> judge(SocketPair pair, int looks) {
        return lookup.find(pair)
                .thenCompose(peer -> !(peer instanceof Peer.Found) && looks > 1
                        ? judge(pair, looks - 1)
                        : CompletableFuture.completedFuture(verdict(peer)));
    }

    private Verdict verdict(Peer peer) {
        return switch (peer) {
            case Peer.Found(boolean ignored, long uid, boolean held) ->
                !held ? Verdict.GONE : uid == ownUid || uid == ROOT ? Verdict.ADMITTED : Verdict.STRANGER;
            case Peer.Missing ignored -> Verdict.GONE;
            case Peer.Untold(String why) -> {
                if (!told.getAndSet(true)) {
                    LOG.warn("whose a connection is cannot be told at the moment ({}): it is refused", why);
                }
                yield Verdict.UNTOLD;
            }
        };
    }

    @Override
    public CompletableFuture<Boolean> hasLeft(SocketPair pair) {
        return left(pair, LOOKS);
    }

    private CompletableFuture<Boolean> left(SocketPair pair, int looks) {
        return lookup.find(pair).thenCompose(peer -> switch (peer) {
            case Peer.Found found -> CompletableFuture.completedFuture(!found.connected());
            case Peer.Missing ignored -> looks > 1 ? left(pair, looks - 1) : CompletableFuture.completedFuture(true);
            case Peer.Untold ignored -> CompletableFuture.completedFuture(false);
        });
    }
}
