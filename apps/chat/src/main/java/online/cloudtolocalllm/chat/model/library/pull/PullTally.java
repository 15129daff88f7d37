package online.cloudtolocalllm.chat.model.library.pull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import online.cloudtolocalllm.client.model.PullProgress;
import online.cloudtolocalllm.window.words.Words;

/**
 * Adds up what a server tells of one download. Speed is of what came since the download was asked for: what was there before counts as
 * there, and not as fast. For one thread.
 */
final class PullTally {

    /** Models have about five files. A server that names more than this has the first ones counted only. */
    static final int MOST_LAYERS = 64;
    /** Larger than any disk, and small enough that sums of them stay numbers. */
    private static final long MOST_BYTES = 1L << 50;

    private final Map<String, Layer> layers = new LinkedHashMap<>();
    private final Speed measured = new Speed();
    private final Pull first;
    private OptionalDouble speed = OptionalDouble.empty();
    private String step = "";
    private String connection;
    private int earlier;
    /** Bytes that came. */
    private long gained;

    /** One of a download that begins so. */
    PullTally(Pull first) {
        this.first = first;
        this.connection = first.connection();
        first.layers().forEach(layer -> layers.put(layer.digest(), layer));
        this.earlier = first.earlier();
    }

    /**
     * Takes what came.
     *
     * @param nanos the monotonic time
     */
    void take(PullProgress progress, String from, long nanos) {
        connection = from.isEmpty() ? connection : Words.plain(from);
        step = Words.plain(progress.status());
        long total = Math.clamp(progress.total().orElse(0), 0, MOST_BYTES);
        if (progress.digest().isEmpty() || total <= 0) {
            return;
        }
        String digest = Words.plain(progress.digest());
        Layer now = new Layer(digest, Math.clamp(progress.completed().orElse(0), 0, total), total);
        Layer before = layers.put(digest, now);
        if (before != null) {
            gained += Math.max(0, now.done() - before.done());
        } else if (layers.size() > MOST_LAYERS) {
            layers.remove(layers.keySet().iterator().next());
            earlier++;
        }
        speed = measured.at(nanos, gained);
    }

    /** How it is now. */
    Pull now() {
        List<Layer> all = new ArrayList<>(layers.values());
        return new Pull(
                first.number(),
                first.model(),
                first.wished(),
                connection,
                Pull.Stage.RUNNING,
                step,
                all,
                earlier,
                speed,
                "");
    }
}
