package online.cloudtolocalllm.daemon.peer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import online.cloudtolocalllm.protocol.files.FileProblem;

/**
 * Looks clients up in the {@link SocketTable}. The table is read by one thread at a time, for all that ask in the meantime
 * together: it takes as long for one as for many, so that a crowd of clients costs no more than one reader. Thread-safe; no
 * method blocks. What is waiting is bounded by the connections of the gateway, which ask once at a time.
 */
final class PeerLookup {

    private final SocketTable table;
    private final Executor blocking;
    private final Queue<Ask> asked = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean reading = new AtomicBoolean();

    private record Ask(SocketPair pair, CompletableFuture<Peer> answer) {}

    /** @param blocking reads the table */
    PeerLookup(SocketTable table, Executor blocking) {
        this.table = table;
        this.blocking = blocking;
    }

    /** Looks one up; completes on another thread, never with a failure. */
    CompletableFuture<Peer> find(SocketPair pair) {
        CompletableFuture<Peer> answer = new CompletableFuture<>();
        asked.add(new Ask(pair, answer));
        readOn();
        return answer;
    }

    private void readOn() {
        if (!asked.isEmpty() && reading.compareAndSet(false, true)) {
            blocking.execute(() -> {
                try {
                    readOnce();
                } finally {
                    reading.set(false);
                }
                readOn();
            });
        }
    }

    private void readOnce() {
        List<Ask> batch = new ArrayList<>();
        for (Ask ask = asked.poll(); ask != null; ask = asked.poll()) {
            batch.add(ask);
        }
        Set<String> names = new HashSet<>();
        batch.forEach(ask -> names.addAll(ask.pair.names()));
        try {
            Map<String, Peer.Found> found = table.find(names, batch.size());
            batch.forEach(ask -> ask.answer.complete(of(ask.pair, found)));
        } catch (IOException e) {
            untold(batch, FileProblem.describe(e));
        } catch (RuntimeException e) {
            untold(batch, e.toString());
        }
    }

    private static void untold(List<Ask> batch, String why) {
        batch.forEach(ask -> ask.answer.complete(new Peer.Untold(why)));
    }

    private static Peer of(SocketPair pair, Map<String, Peer.Found> found) {
        Optional<Peer.Found> row =
                pair.names().stream().map(found::get).filter(Objects::nonNull).findFirst();
        return row.<Peer>map(there -> there).orElseGet(Peer.Missing::new);
    }
}
