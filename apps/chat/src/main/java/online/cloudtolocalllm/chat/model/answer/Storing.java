package online.cloudtolocalllm.chat.model.answer;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Stores one answer: once a second while it grows, and its end. Thread-safe; does not block. */
final class Storing {

    /** How often what came is stored. */
    static final Duration PERIOD = Duration.ofSeconds(1);

    private final Means means;
    private final Ends ends;
    private final Paced saves;

    /**
     * One that has nothing to store yet.
     *
     * @param ends get the end if the disk refuses it
     * @param meanwhile what is to be stored now; empty for nothing; must not block
     */
    Storing(Means means, Ends ends, Supplier<Optional<Ending>> meanwhile) {
        this.means = means;
        this.ends = ends;
        saves = new Paced(means.later(), means.time(), PERIOD, means.threads(), () -> meanwhile
                .get()
                .ifPresent(this::store));
    }

    /** The answer grew. */
    void mark() {
        saves.mark();
    }

    /**
     * It is over. What was stored before is never stored behind this.
     *
     * @param stored called once it is on the disk, or the disk refused for the first time
     */
    void last(Ending ending, Runnable stored) {
        means.threads().execute(() -> {
            saves.endAndWait();
            if (!store(ending)) {
                ends.refused(ending);
            }
            stored.run();
        });
    }

    private boolean store(Ending ending) {
        return !ending.ours() || means.store().save(ending.message(), ending.kept());
    }
}
