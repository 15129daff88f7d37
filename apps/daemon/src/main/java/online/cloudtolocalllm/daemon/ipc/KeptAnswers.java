package online.cloudtolocalllm.daemon.ipc;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The streamed answers of all connections that are kept for clients that come again, by names that nobody can guess. Where there is no
 * room for a new one, those that were taken to their end give way, the oldest first. Thread-safe; nothing that waits is called
 * while the lock is held.
 */
final class KeptAnswers {

    private final KeptRoom room;
    private final Supplier<String> names;

    // Guarded by this.

    private final Map<String, KeptAnswer> byName = new HashMap<>();
    private final Set<KeptAnswer> spent = new LinkedHashSet<>();
    private boolean stopping;

    /**
     * None yet.
     *
     * @param room where they are kept
     * @param names makes names, each once
     */
    KeptAnswers(KeptRoom room, Supplier<String> names) {
        this.room = room;
        this.names = names;
    }

    /**
     * Begins to keep an answer; empty if there is no room for it.
     *
     * @param home the event loop where it comes
     */
    Optional<KeptAnswer> begin(EventLoop home) {
        List<KeptAnswer> forgotten = new ArrayList<>();
        Optional<KeptAnswer> begun = begin(home, forgotten);
        forgotten.forEach(KeptAnswer::forgetSoon);
        return begun;
    }

    private synchronized Optional<KeptAnswer> begin(EventLoop home, List<KeptAnswer> forgotten) {
        if (stopping) {
            return Optional.empty();
        }
        Optional<KeptRoom.Share> share = room.share();
        while (share.isEmpty() && !spent.isEmpty()) {
            KeptAnswer oldest = spent.iterator().next();
            left(oldest);
            oldest.share().leave();
            forgotten.add(oldest);
            share = room.share();
        }
        return share.map(mine -> {
            KeptAnswer answer = new KeptAnswer(names.get(), home, mine, this);
            byName.put(answer.name(), answer);
            return answer;
        });
    }

    /** The answer of this name, if it is kept. */
    synchronized Optional<KeptAnswer> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Whether an answer was taken to its end, and may give way to others. */
    synchronized void spent(KeptAnswer answer, boolean yes) {
        if (!yes || byName.get(answer.name()) != answer) {
            spent.remove(answer);
        } else {
            spent.add(answer);
        }
    }

    /** An answer is not kept any more. */
    synchronized void left(KeptAnswer answer) {
        byName.remove(answer.name());
        spent.remove(answer);
    }

    /** The daemon stops: nobody can come again, so what nobody reads is ended, now and later. */
    void stop() {
        List<KeptAnswer> all;
        synchronized (this) {
            stopping = true;
            all = List.copyOf(byName.values());
        }
        all.forEach(KeptAnswer::stopSoon);
    }
}
