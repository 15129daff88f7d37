package online.cloudtolocalllm.client;

import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import online.cloudtolocalllm.client.WholeCall.Outcome;
import online.cloudtolocalllm.protocol.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Commands that hold as long as the program runs: sent now, and again on every new link, the newest of each key. Of one key at
 * most one is under way, so the newest is also the last that the daemon sees, however fast they come. Thread-safe; nothing waits.
 */
final class KeptCommands {

    private static final System.Logger LOG = System.getLogger(KeptCommands.class.getName());

    private static final class Entry {
        private JsonObject command = JsonObject.EMPTY;
        private boolean unsent;
        private boolean underWay;
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private @Nullable DaemonLink link;

    /** A new link: everything is sent on it. */
    void use(DaemonLink next) {
        lock.lock();
        try {
            link = next;
            for (Entry entry : entries.values()) {
                entry.unsent = true;
                entry.underWay = false;
                send(entry);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Keeps a command in the place of the one that had the key before. */
    void keep(String key, JsonObject command) {
        lock.lock();
        try {
            Entry entry = entries.computeIfAbsent(key, _ -> new Entry());
            entry.command = command;
            entry.unsent = true;
            send(entry);
        } finally {
            lock.unlock();
        }
    }

    /** Sends again what the daemon had no room for. */
    void retry() {
        lock.lock();
        try {
            entries.values().forEach(this::send);
        } finally {
            lock.unlock();
        }
    }

    private void send(Entry entry) {
        DaemonLink now = link;
        if (now == null || !entry.unsent || entry.underWay) {
            return;
        }
        entry.unsent = false;
        entry.underWay = true;
        try {
            var _ = now.post(entry.command).outcome().thenAccept(outcome -> done(now, entry, outcome));
        } catch (DaemonException.Refused e) {
            entry.underWay = false;
            complain(entry, e);
        }
    }

    private void done(DaemonLink on, Entry entry, Outcome outcome) {
        lock.lock();
        try {
            if (on != link) {
                return;
            }
            entry.underWay = false;
            switch (outcome) {
                case Outcome.Lost _ -> {
                    // The next link gets it: use() sends everything.
                }
                case Outcome.Reply(JsonObject reply) -> {
                    Optional<DaemonException.Refused> refusal = Refusal.of(reply);
                    if (refusal.filter(KeptCommands::hadNoRoom).isPresent()) {
                        // Left to retry(): at once it would find as little room.
                        entry.unsent = true;
                    } else {
                        refusal.ifPresent(refused -> complain(entry, refused));
                        send(entry);
                    }
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private static boolean hadNoRoom(DaemonException.Refused refused) {
        return refused.code().equals("too_many_requests");
    }

    private static void complain(Entry entry, DaemonException.Refused refused) {
        LOG.log(Level.WARNING, "the daemon refused {0}: {1}", entry.command.text("command", ""), refused.getMessage());
    }
}
