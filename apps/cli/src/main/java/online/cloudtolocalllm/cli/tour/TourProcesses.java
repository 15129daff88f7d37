package online.cloudtolocalllm.cli.tour;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Every process that the tour has started, so that none is left behind. Thread-safe. */
final class TourProcesses {

    /** In the order of their start; guarded by this. */
    private final List<ProcessHandle> processes = new ArrayList<>();

    /** Whether the tour is being cleared away; guarded by this. */
    private boolean closed;

    /** Remembers a process, or ends it at once if the tour is over already. */
    synchronized void add(ProcessHandle process) {
        if (closed) {
            end(process);
        } else {
            processes.add(process);
        }
    }

    /** Forgets all: they stay. */
    synchronized void release() {
        processes.clear();
    }

    /**
     * Ends all that still run, each politely first, and every one that is added from now on.
     *
     * @param grace how long they may take to end by themselves
     * @return whether all are gone
     */
    synchronized boolean close(Duration grace) {
        closed = true;
        List<ProcessHandle> all = new ArrayList<>(processes);
        processes.forEach(process -> process.descendants().forEach(all::add));
        all.forEach(ProcessHandle::destroy);
        boolean gone = true;
        for (ProcessHandle process : all) {
            if (!ended(process, grace)) {
                end(process);
                gone &= ended(process, grace);
            }
        }
        return gone;
    }

    private static void end(ProcessHandle process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static boolean ended(ProcessHandle process, Duration limit) {
        try {
            process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return !process.isAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }
}
