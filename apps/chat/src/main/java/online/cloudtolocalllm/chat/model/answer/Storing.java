package online.cloudtolocalllm.chat.model.answer;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Stores one answer: once a second while it grows, and its end, for which a disk that refuses is asked again. Thread-safe; does not block. */
final class Storing {

    /** How often what came is stored. */
    static final Duration PERIOD = Duration.ofSeconds(1);

    /** How long until a disk that refused the end is asked again. */
    static final Duration NEXT_TRY = Duration.ofSeconds(2);

    private static final int TRIES = 30;

    private final Means means;
    private final Paced saves;

    /**
     * One that has nothing to store yet.
     *
     * @param meanwhile what is to be stored now; empty for nothing; must not block
     */
    Storing(Means means, Supplier<Optional<Ending>> meanwhile) {
        this.means = means;
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
            boolean done = store(ending);
            stored.run();
            if (!done) {
                tryAgain(ending, TRIES);
            }
        });
    }

    private void tryAgain(Ending ending, int tries) {
        means.later().after(NEXT_TRY, () -> means.threads().execute(() -> {
            if (!store(ending) && tries > 1) {
                tryAgain(ending, tries - 1);
            }
        }));
    }

    private boolean store(Ending ending) {
        return !ending.ours() || means.store().save(ending.message(), ending.kept());
    }
}
