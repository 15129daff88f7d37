package online.cloudtolocalllm.daemon.ipc;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import online.cloudtolocalllm.protocol.ipc.DaemonEvent;
import online.cloudtolocalllm.protocol.status.FailoverEvent;
import org.jspecify.annotations.Nullable;

/**
 * What one subscriber was told and what it is to be told next. While much waits for it only the newest state is kept, so a
 * subscriber that does not read costs a bounded amount of memory and catches up with one step. Not thread-safe.
 */
final class Subscription {

    /** With so many bytes waiting nothing more is sent. */
    static final int MOST_WAITING = 64 * 1024;

    private final LongSupplier waiting;
    private final Consumer<String> out;
    private final Failovers failovers = new Failovers();
    private @Nullable StatusUpdate told;
    private @Nullable StatusUpdate newest;

    /**
     * A subscription that was told nothing.
     *
     * @param waiting how many bytes the subscriber has not taken yet
     * @param out sends it a line
     */
    Subscription(LongSupplier waiting, Consumer<String> out) {
        this.waiting = waiting;
        this.out = out;
    }

    /** The state as it is because the subscriber asked for it: it is told even if it was told before. */
    void asked(StatusUpdate update) {
        StatusUpdate last = last();
        // Whoever is ahead of it was read later, and so is an answer too.
        if (last == null || last.revision() <= update.revision()) {
            take(update);
        }
    }

    /** The state has changed; an older one than was told is passed over. */
    void changed(StatusUpdate update, List<FailoverEvent> since) {
        since.forEach(failovers::add);
        StatusUpdate last = last();
        if (last == null || last.revision() < update.revision()) {
            take(update);
        } else {
            flush();
        }
    }

    private @Nullable StatusUpdate last() {
        return newest == null ? told : newest;
    }

    private void take(StatusUpdate update) {
        newest = update;
        flush();
    }

    /** The subscriber may have taken something: sends what waits for that. */
    void flush() {
        if (waiting.getAsLong() >= MOST_WAITING) {
            return;
        }
        for (FailoverEvent event : failovers.take()) {
            out.accept(new DaemonEvent.Failover(event).toJson().toJson());
        }
        StatusUpdate update = newest;
        if (update != null) {
            newest = null;
            if (told != null) {
                tellChanges(told.connections(), update.connections());
            }
            told = update;
            out.accept(update.text());
        }
    }

    private void tellChanges(Map<String, String> before, Map<String, String> after) {
        after.forEach((name, text) -> {
            if (!text.equals(before.get(name))) {
                out.accept(text);
            }
        });
        before.keySet().stream()
                .filter(name -> !after.containsKey(name))
                .forEach(name -> out.accept(StatusUpdate.gone(name)));
    }
}
