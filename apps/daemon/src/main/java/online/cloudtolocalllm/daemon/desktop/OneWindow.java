package online.cloudtolocalllm.daemon.desktop;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.daemon.desktop.Windows.Outcome;
import online.cloudtolocalllm.daemon.ipc.ClientBoard;
import online.cloudtolocalllm.protocol.files.FileProblem;
import online.cloudtolocalllm.protocol.ipc.DaemonEvent;
import online.cloudtolocalllm.protocol.launch.Detachment;
import online.cloudtolocalllm.tray.AppState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The windows of one kind: those that are connected, and the one that was started and is not yet. Thread-safe; listeners are told
 * and stages completed while no lock is held.
 */
final class OneWindow {

    private static final Logger LOG = LoggerFactory.getLogger(OneWindow.class);

    /** By HUP, INT and TERM somebody asked a program to end, as a session's end does: it has not crashed. */
    private static final Set<Integer> AS_IT_SHOULD = Set.of(0, 128 + 1, 128 + 2, 128 + 15);

    private final WindowKind kind;
    private final boolean installed;
    private final ClientBoard clients;
    private final WindowLauncher launcher;
    private final Executor blocking;
    private final WindowTimes times;
    private final Listener listener;

    /** Guards what follows. */
    private final Object lock = new Object();

    private @Nullable Start underWay;
    private @Nullable Process newest;

    /** Is told what becomes of a window, on any thread. */
    interface Listener {

        /** The state may be another. */
        void changed();

        /** One that had opened has ended by itself, and not as it should. */
        void crashed(Windows.Crash crash);
    }

    /** A start that is under way; of many that ask for one the last one's tab counts. */
    private static final class Start {
        private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        private volatile String tab = "";
        /** What the program was started with. */
        private volatile String given = "";

        /** Whether its window came to be connected; one that was given up or timed out is told already. */
        boolean opened() {
            return outcome.isDone() && outcome.join() instanceof Outcome.Started;
        }
    }

    /**
     * The windows of a kind. Looks at the disk.
     *
     * @param clients tells which windows are connected
     * @param blocking where processes are started
     * @param times how long a window may take
     * @param listener is told what becomes of it
     */
    OneWindow(
            WindowKind kind,
            ClientBoard clients,
            WindowLauncher launcher,
            Executor blocking,
            WindowTimes times,
            Listener listener) {
        this.kind = kind;
        this.installed = launcher.has(kind);
        this.clients = clients;
        this.launcher = launcher;
        this.blocking = blocking;
        this.times = times;
        this.listener = listener;
    }

    /** How it is now. */
    AppState state() {
        if (connected().isPresent()) {
            return AppState.RUNNING;
        }
        synchronized (lock) {
            if (underWay != null) {
                return AppState.STARTING;
            }
        }
        return installed ? AppState.STOPPED : AppState.ABSENT;
    }

    /** Whether this installation has the program. */
    boolean isInstalled() {
        return installed;
    }

    /** The one that came last of those that are connected. */
    Optional<ClientBoard.Client> connected() {
        return clients.newest(kind.client());
    }

    /** Starts one, unless one is being started. */
    CompletionStage<Outcome> start(String tab) {
        if (!installed) {
            return CompletableFuture.completedFuture(new Outcome.NotRunning());
        }
        Start start;
        boolean first;
        synchronized (lock) {
            first = underWay == null;
            start = underWay == null ? new Start() : underWay;
            underWay = start;
            start.tab = tab.isEmpty() ? start.tab : tab;
        }
        if (first) {
            listener.changed();
            onBlocking(start, () -> begin(start));
        }
        return start.outcome.minimalCompletionStage();
    }

    /** Gives up the start that is under way. */
    Outcome giveUp() {
        Optional<Start> given = take();
        if (given.isEmpty()) {
            return new Outcome.NotRunning();
        }
        synchronized (lock) {
            if (newest != null) {
                newest.destroy();
            }
        }
        listener.changed();
        given.get().outcome.complete(new Outcome.NotRunning());
        return new Outcome.Told();
    }

    /** Clients have come or gone; called on any thread, also on event loops. */
    void clientsChanged() {
        Optional<ClientBoard.Client> window = connected();
        Optional<Start> awaited = window.isPresent() ? take() : Optional.empty();
        awaited.ifPresent(start -> {
            if (!start.tab.equals(start.given)) {
                var _ = window.get().tell(new DaemonEvent.Settings(start.tab));
            }
            start.outcome.complete(new Outcome.Started());
        });
    }

    private void onBlocking(Start start, Runnable work) {
        try {
            blocking.execute(work);
        } catch (RejectedExecutionException e) {
            finish(start, stopping());
        }
    }

    private Outcome stopping() {
        return new Outcome.Failed("The " + kind.words() + " was not started, because the daemon stops.");
    }

    private void begin(Start start) {
        try {
            awaitFormer();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            finish(start, stopping());
            return;
        }
        // It may have come by itself meanwhile.
        clientsChanged();
        if (!isUnderWay(start)) {
            return;
        }
        start.given = start.tab;
        switch (launcher.launch(kind, start.given)) {
            case WindowLauncher.Launch.Failed(String why) -> finish(start, new Outcome.Failed(why));
            case WindowLauncher.Launch.Running(Process process, WindowOutput output) -> watch(start, process, output);
        }
    }

    /** One that was told to end has left a moment before its process ends, and still holds what only one may have. */
    private void awaitFormer() throws InterruptedException {
        Process former;
        synchronized (lock) {
            former = newest;
        }
        if (former != null) {
            former.waitFor(times.end().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void watch(Start start, Process process, WindowOutput output) {
        boolean wanted;
        synchronized (lock) {
            newest = process;
            wanted = underWay == start || connected().isPresent();
        }
        LOG.info("The {} was started (process {}).", kind.words(), process.pid());
        if (!wanted) {
            process.destroy();
        }
        process.onExit().thenAccept(ended -> onBlocking(start, () -> ended(start, ended, output)));
        // A copy, of which the timer goes as soon as the outcome is there.
        var _ = start.outcome
                .copy()
                .orTimeout(times.report().toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(late -> {
                    onBlocking(start, () -> finish(start, notReported(output)));
                    return new Outcome.NotRunning();
                });
    }

    private Outcome notReported(WindowOutput output) {
        return new Outcome.Failed("The " + kind.words() + " was started and has not reported within "
                + times.report().toSeconds() + " s. What it printed is in " + output.file() + ".");
    }

    private void ended(Start start, Process process, WindowOutput output) {
        synchronized (lock) {
            if (process.equals(newest)) {
                newest = null;
            }
        }
        int code = process.exitValue();
        if (!isUnderWay(start)) {
            LOG.info("The {} (process {}) ended with exit code {}.", kind.words(), process.pid(), code);
            if (!AS_IT_SHOULD.contains(code) && start.opened()) {
                listener.crashed(new Windows.Crash(kind, endedWith(code, "", output)));
            }
        } else if (code != 0) {
            finish(start, new Outcome.Failed(endedWith(code, " instead of opening", output)));
        } else if (!Detachment.endsAtOnce()) {
            // It has raised one that runs already, and is not connected now.
            finish(start, new Outcome.Told());
        }
    }

    private String endedWith(int code, String when, WindowOutput output) {
        String ended = "The " + kind.words() + " ended with exit code " + code + when;
        try {
            String words = output.lastWords();
            return ended + (words.isEmpty() ? " and said nothing." : ": " + words);
        } catch (IOException e) {
            return ended + ", and what it said cannot be read (" + output.file() + ": " + FileProblem.describe(e)
                    + ").";
        }
    }

    private void finish(Start start, Outcome outcome) {
        synchronized (lock) {
            if (underWay != start) {
                return;
            }
            underWay = null;
        }
        if (outcome instanceof Outcome.Failed(String why)) {
            LOG.warn("{}", why);
        }
        listener.changed();
        start.outcome.complete(outcome);
    }

    private Optional<Start> take() {
        synchronized (lock) {
            Optional<Start> start = Optional.ofNullable(underWay);
            underWay = null;
            return start;
        }
    }

    private boolean isUnderWay(Start start) {
        synchronized (lock) {
            return underWay == start;
        }
    }
}
