package online.cloudtolocalllm.chat.model.standing;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** What the person wants closing to do, as it is kept. For JavaFX's thread; no method blocks. */
public final class ClosingSetting {

    private static final String NAME = "close";

    private final Choices choices;
    private final Executor disk;
    private final Consumer<ClosingChoice> listener;
    private ClosingChoice now = ClosingChoice.ASK;
    /** Whether the person chose here, which what is read later does not undo. */
    private boolean chosen;

    /**
     * Begins to read it; it is {@link ClosingChoice#ASK} until then.
     *
     * @param disk runs what reads and writes, one after the other
     * @param back brings what was read to this object's thread
     * @param listener hears it when it has changed, on this object's thread
     */
    public ClosingSetting(Choices choices, Executor disk, Executor back, Consumer<ClosingChoice> listener) {
        this.choices = choices;
        this.disk = disk;
        this.listener = listener;
        run(() -> {
            ClosingChoice kept = choices.choice(NAME).map(ClosingChoice::of).orElse(ClosingChoice.ASK);
            back.execute(() -> {
                if (!chosen) {
                    become(kept);
                }
            });
        });
    }

    /** What holds. */
    public ClosingChoice now() {
        return now;
    }

    /** Sets and keeps it. Where the disk refuses, it holds until the program ends, and the store tells why. */
    public void set(ClosingChoice choice) {
        chosen = true;
        become(choice);
        run(() -> choices.choice(NAME, choice.word()));
    }

    private void become(ClosingChoice next) {
        if (next != now) {
            now = next;
            listener.accept(next);
        }
    }

    private void run(Runnable work) {
        try {
            disk.execute(work);
        } catch (RejectedExecutionException e) {
            // The window closes: the choice counts no more.
        }
    }
}
