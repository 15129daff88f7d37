package online.cloudtolocalllm.window.start;

import java.io.IOException;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import online.cloudtolocalllm.protocol.files.FileProblem;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.files.OwnerOnlyFiles;
import online.cloudtolocalllm.protocol.files.SingleInstance;

/** The right of a process to be the only window of its kind in a home folder. Thread-safe. */
public final class OnlyOne implements AutoCloseable {

    private static final Logger LOG = System.getLogger(OnlyOne.class.getName());
    /** The other one may be on its way up, on a busy computer. */
    private static final int ATTEMPTS = 20;
    /** How long one attempt waits for an answer, and how long the next one waits for its turn. */
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final SingleInstance lock;
    private final Optional<Doorbell> bell;

    private OnlyOne(SingleInstance lock, Optional<Doorbell> bell) {
        this.lock = lock;
        this.bell = bell;
    }

    /** What came of it. */
    public sealed interface Outcome {

        /**
         * This process is the one.
         *
         * @param right to be closed at the end
         */
        record First(OnlyOne right) implements Outcome {}

        /** Another one was open; it shows itself now. */
        record Shown() implements Outcome {}

        /**
         * It cannot go on.
         *
         * @param line for people, with what to do
         * @param exitCode the process's
         */
        record Failed(String line, int exitCode) implements Outcome {}
    }

    /**
     * Asks for the right, and rings at the window that has it. Blocks, at most about twenty seconds.
     *
     * @param part which part of the window is wished for; empty for none
     * @param onRing called when a later start rings, with its wish; on another thread. False if the window is about to end: the later
     *     start then waits for the right
     */
    public static Outcome ask(WindowName name, Locations locations, String part, Predicate<String> onRing) {
        try {
            OwnerOnlyFiles.openFolder(locations.home());
        } catch (IOException e) {
            return new Outcome.Failed(
                    "error: the folder of CloudToLocalLLM's files cannot be used: " + FileProblem.describe(e), 6);
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            switch (SingleInstance.acquire(name.lock(locations))) {
                case SingleInstance.Outcome.Acquired(SingleInstance lock) -> {
                    return new Outcome.First(new OnlyOne(lock, bell(name, locations, onRing)));
                }
                case SingleInstance.Outcome.Unusable(String reason) -> {
                    return new Outcome.Failed("error: the " + name.words() + " cannot be opened: " + reason, 6);
                }
                case SingleInstance.Outcome.HeldByAnother ignored -> {
                    if (Doorbell.ring(name.bell(locations), part, PAUSE)) {
                        return new Outcome.Shown();
                    }
                }
            }
            if (!paused()) {
                break;
            }
        }
        return new Outcome.Failed(
                "error: the " + name.words()
                        + " is open already and does not answer. Close it, or end its process, and try" + " again.",
                1);
    }

    /** Without a bell a second start says that the window is open, instead of raising it. */
    private static Optional<Doorbell> bell(WindowName name, Locations locations, Predicate<String> onRing) {
        try {
            return Optional.of(Doorbell.open(name.bell(locations), onRing));
        } catch (IOException e) {
            LOG.log(Logger.Level.WARNING, () -> "a second start will not find this window: " + FileProblem.describe(e));
            return Optional.empty();
        }
    }

    private static boolean paused() {
        try {
            Thread.sleep(PAUSE);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Gives the right back. A second call does nothing. */
    @Override
    public void close() {
        bell.ifPresent(Doorbell::close);
        try {
            lock.close();
        } catch (IOException e) {
            LOG.log(Logger.Level.DEBUG, () -> "the lock's file: " + FileProblem.describe(e));
        }
    }
}
