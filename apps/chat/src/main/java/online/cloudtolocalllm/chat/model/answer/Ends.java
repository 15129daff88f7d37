package online.cloudtolocalllm.chat.model.answer;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import online.cloudtolocalllm.chat.store.ConversationStore;

/**
 * Ends of answers that the disk has refused. It is asked again by itself for a minute, and whenever somebody needs them; until it takes
 * them, what it has of these answers is older than what is known. Thread-safe.
 */
final class Ends {

    /** How long until a disk that refused is asked again. */
    static final Duration NEXT_TRY = Duration.ofSeconds(2);

    private static final int TRIES = 30;

    private final ConversationStore store;
    private final Later later;
    private final Executor disk;
    private final Map<Long, Ending> refused = new ConcurrentHashMap<>();

    /**
     * None.
     *
     * @param disk runs what blocks, one after the other: an end must not be stored behind what followed it
     */
    Ends(Means means, Executor disk) {
        store = means.store();
        later = means.later();
        this.disk = disk;
    }

    /** The disk refused this one. Does not block. */
    void refused(Ending ending) {
        long answer = ending.message().number();
        refused.put(answer, ending);
        tryAgain(answer, TRIES);
    }

    private void tryAgain(long answer, int tries) {
        later.after(
                NEXT_TRY,
                () -> disk.execute(() -> {
                    if (!stored(answer) && tries > 1) {
                        tryAgain(answer, tries - 1);
                    }
                }));
    }

    /** Has this answer's end stored, if it is not; false if the disk refuses still. Blocks, and is for the disk's turn. */
    boolean stored(long answer) {
        Ending ending = refused.get(answer);
        if (ending == null) {
            return true;
        }
        boolean done = store.save(ending.message(), ending.kept());
        if (done) {
            refused.remove(answer, ending);
        }
        return done;
    }

    /** As {@link #stored}, of all of them. */
    void store() {
        refused.keySet().forEach(this::stored);
    }

    /** What was read, with the ends that were not there to be read. Does not block. */
    Pages with(Pages read) {
        Pages whole = read;
        for (Ending ending : refused.values()) {
            whole = whole.with(ending.message());
        }
        return whole;
    }
}
