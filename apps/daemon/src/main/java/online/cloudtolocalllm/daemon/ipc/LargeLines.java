package online.cloudtolocalllm.daemon.ipc;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Lets one connection of the server at a time take in a large line, in the order in which they asked: one line costs as much memory
 * as a whole server may. Thread-safe; nobody is told anything while the lock is held.
 */
final class LargeLines {

    /** The first has its turn, the others wait. Guarded by itself. */
    private final Deque<Turn> turns = new ArrayDeque<>();

    /** One connection's place. */
    static final class Turn {
        private final Executor loop;
        private final Runnable begin;

        private Turn(Executor loop, Runnable begin) {
            this.loop = loop;
            this.begin = begin;
        }

        private void begin() {
            try {
                loop.execute(begin);
            } catch (RejectedExecutionException stopped) {
                // The event loops have ended, and with them everybody who waits.
            }
        }
    }

    /** Asks for a turn; {@code begin} runs on that loop, later, when it has come. */
    Turn ask(Executor loop, Runnable begin) {
        Turn turn = new Turn(loop, begin);
        boolean first;
        synchronized (turns) {
            first = turns.isEmpty();
            turns.add(turn);
        }
        if (first) {
            turn.begin();
        }
        return turn;
    }

    /** The turn, come or not, is over; a second call does nothing. */
    void giveBack(Turn turn) {
        @Nullable Turn next;
        synchronized (turns) {
            boolean had = turns.peek() == turn;
            turns.remove(turn);
            next = had ? turns.peek() : null;
        }
        if (next != null) {
            next.begin();
        }
    }
}
