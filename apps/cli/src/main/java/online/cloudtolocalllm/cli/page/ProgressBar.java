package online.cloudtolocalllm.cli.page;

import java.time.Duration;
import java.util.OptionalDouble;
import online.cloudtolocalllm.protocol.words.Figures;

/**
 * One line that shows how far something is. Pure.
 *
 * @param title what is done
 * @param done bytes that are there
 * @param total bytes that will be
 * @param speed bytes a second, if known
 */
public record ProgressBar(String title, long done, long total, OptionalDouble speed) {

    private static final int WIDEST_BAR = 30;
    private static final int NARROWEST_BAR = 6;

    /** What stands around the bar. */
    private static final int FRAME = 3;

    /** Such as {@code 1.5 GB/18.2 GB   102 MB/s   12 min left}. */
    private static final int WIDEST_FACTS = 39;

    private static final String GAP = "   ";
    private static final Duration LONGEST_WAIT = Duration.ofDays(7);

    /** The eighths of a cell, from an empty to a full one. */
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉█";

    /** From 0 to 100. */
    public int percent() {
        return total <= 0 ? 0 : (int) Math.clamp(done * 100.0 / total, 0, 100);
    }

    /**
     * The line, not longer than the width. What has room depends on the width only, so that nothing moves while it grows.
     *
     * @param remark stands at the end of wide lines; may be empty
     */
    public String line(int width, String remark) {
        String head = title + "  " + padded(percent()) + " % ";
        int room = width - head.length() - FRAME - WIDEST_FACTS;
        boolean remarked = !remark.isEmpty() && room - remark.length() - GAP.length() >= WIDEST_BAR / 2;
        int cells = Math.min(WIDEST_BAR, remarked ? room - remark.length() - GAP.length() : room);
        String bar = cells < NARROWEST_BAR ? "" : "▕" + bar(cells) + "▏ ";
        String facts = facts();
        String tail = remarked ? " ".repeat(Math.max(0, WIDEST_FACTS - facts.length())) + GAP + remark : "";
        return Words.fit(head + bar + facts + tail, width);
    }

    private static String padded(int percent) {
        String digits = Integer.toString(percent);
        return " ".repeat(3 - digits.length()) + digits;
    }

    private String facts() {
        StringBuilder facts =
                new StringBuilder((done <= 0 ? "0" : Figures.size(Math.min(done, total))) + "/" + Figures.size(total));
        if (speed.isPresent() && done < total) {
            double rate = Math.max(0, speed.getAsDouble());
            facts.append(GAP).append(Figures.size(Math.round(rate))).append("/s");
            double seconds = rate < 1 ? Double.MAX_VALUE : (total - done) / rate;
            if (seconds < LONGEST_WAIT.toSeconds()) {
                facts.append(GAP)
                        .append(Figures.span(Duration.ofSeconds(Math.max(1, Math.round(seconds)))))
                        .append(" left");
            }
        }
        return facts.toString();
    }

    private String bar(int cells) {
        double part = total <= 0 ? 0 : Math.clamp((double) done / total, 0, 1);
        int eighths = (int) (part * cells * 8);
        StringBuilder bar = new StringBuilder("█".repeat(eighths / 8));
        if (bar.length() < cells) {
            bar.append(EIGHTHS.charAt(eighths % 8));
        }
        return bar + " ".repeat(cells - bar.length());
    }
}
