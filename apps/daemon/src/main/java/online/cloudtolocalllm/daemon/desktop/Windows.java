package online.cloudtolocalllm.daemon.desktop;

import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import online.cloudtolocalllm.tray.AppState;

/** The product's windows, as processes beside the daemon. Thread-safe; no method blocks. */
public interface Windows {

    /** How one is now. */
    AppState state(WindowKind kind);

    /**
     * Shows one: tells it so if it runs, and starts it if it does not. Started twice at once it is started once.
     *
     * @param tab which part of it to show; empty for the last one
     */
    CompletionStage<Outcome> show(WindowKind kind, String tab);

    /** Hides one that runs. */
    CompletionStage<Outcome> hide(WindowKind kind);

    /** Ends one that runs. */
    CompletionStage<Outcome> quit(WindowKind kind);

    /** Runs this whenever a window's state has changed; on any thread, also on event loops, so it must not block. */
    void whenChanged(Runnable listener);

    /** Tells this of every window that was started here, had opened and crashed; on a thread that may block. */
    void whenCrashed(Consumer<Crash> listener);

    /**
     * A window that was open has ended by itself, and not as it should.
     *
     * @param kind which one
     * @param how in words, with its last words
     */
    record Crash(WindowKind kind, String how) {}

    /** What became of it. */
    sealed interface Outcome {

        /** It was told. */
        record Told() implements Outcome {}

        /** Its process was started. */
        record Started() implements Outcome {}

        /** It does not run, and this cannot be done without it. */
        record NotRunning() implements Outcome {}

        /** It runs and does not read what it is told. */
        record Busy() implements Outcome {}

        /**
         * It could not be started.
         *
         * @param why in words, with what to do about it
         */
        record Failed(String why) implements Outcome {}
    }
}
