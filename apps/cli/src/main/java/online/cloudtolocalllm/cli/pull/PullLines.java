package online.cloudtolocalllm.cli.pull;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.function.IntSupplier;
import online.cloudtolocalllm.cli.page.ProgressBar;
import online.cloudtolocalllm.cli.page.Speed;
import online.cloudtolocalllm.cli.page.Words;
import online.cloudtolocalllm.client.model.PullProgress;
import online.cloudtolocalllm.protocol.words.Figures;

/**
 * Turns the progress of a download into what is to be printed next: at a terminal one line a layer that is drawn over and
 * over, at most ten times a second; elsewhere a line each ten per cent. For one thread.
 */
public final class PullLines {

    private static final String FROM_START = "\r";
    private static final String CLEAR_LINE = "\u001b[K";
    private static final long BETWEEN_DRAWINGS_NANOS = Duration.ofMillis(100).toNanos();
    private static final int STEP_PERCENT = 10;

    private final boolean terminal;
    private final IntSupplier width;
    private final String remark;
    private Speed speed = new Speed();
    private String digest = "";
    private String status = "";
    private String drawn = "";
    private boolean layerDone;
    private long drawnAt;
    private int told = -1;

    /**
     * Lines for one download.
     *
     * @param terminal whether a line can be drawn over
     * @param width how wide the terminal is
     * @param remark stands behind each bar where there is room, such as who serves
     */
    public PullLines(boolean terminal, IntSupplier width, String remark) {
        this.terminal = terminal;
        this.width = width;
        this.remark = remark;
    }

    /**
     * What is to be printed now that this came; may be empty.
     *
     * @param nanos the monotonic time
     */
    public String take(PullProgress progress, long nanos) {
        long total = progress.total().orElse(0);
        if (progress.digest().isEmpty() || total <= 0) {
            return step(Words.harmless(progress.status()));
        }
        StringBuilder out = new StringBuilder();
        if (!progress.digest().equals(digest)) {
            out.append(endLine());
            digest = progress.digest();
            status = "";
            speed = new Speed();
            layerDone = false;
            told = -1;
            drawnAt = nanos - BETWEEN_DRAWINGS_NANOS;
        }
        long done = progress.completed().orElse(0);
        OptionalDouble rate = speed.at(nanos, done);
        ProgressBar bar = new ProgressBar(Words.harmless(progress.status()), done, total, rate);
        return out.append(terminal ? draw(bar, done >= total, nanos) : tell(bar))
                .toString();
    }

    private String draw(ProgressBar bar, boolean whole, long nanos) {
        boolean due = nanos - drawnAt >= BETWEEN_DRAWINGS_NANOS;
        if (whole ? layerDone : !due) {
            return "";
        }
        layerDone = whole;
        drawnAt = nanos;
        return redrawn(bar.line(Math.max(1, width.getAsInt() - 1), remark));
    }

    private String tell(ProgressBar bar) {
        int percent = bar.percent() / STEP_PERCENT * STEP_PERCENT;
        if (percent <= told) {
            return "";
        }
        told = percent;
        return bar.title() + "  " + percent + " % of " + Figures.size(bar.total()) + "\n";
    }

    /** Something that has no size. */
    private String step(String words) {
        if (words.equals(status)) {
            return "";
        }
        String before = digest.isEmpty() ? "" : endLine();
        status = words;
        digest = "";
        return before + (terminal ? redrawn(Words.fit(words, Math.max(1, width.getAsInt() - 1))) : words + "\n");
    }

    private String redrawn(String line) {
        drawn = line;
        return FROM_START + line + CLEAR_LINE;
    }

    /** Ends the line of a layer, which stays to be seen. */
    private String endLine() {
        boolean begun = !drawn.isEmpty();
        boolean layer = !digest.isEmpty();
        drawn = "";
        return begun && layer ? "\n" : "";
    }

    /** What is to be printed when nothing more comes: the line of a layer stays, any other goes. */
    public String end() {
        if (drawn.isEmpty()) {
            return "";
        }
        String end = digest.isEmpty() ? FROM_START + CLEAR_LINE : "\n";
        drawn = "";
        return end;
    }
}
