package online.cloudtolocalllm.cli.watch;

import java.util.List;

/**
 * The control sequences that show pages one after the other on a screen of their own, without flickering, and leave the
 * terminal as it was. Pure.
 */
public final class ScreenFrames {

    /** Another screen, without a cursor, and lines that are too long are cut off. */
    public static final String BEGIN = "\u001b[?1049h\u001b[?25l\u001b[?7l\u001b[2J";

    /** The screen before. */
    public static final String END = "\u001b[?7h\u001b[?25h\u001b[?1049l";

    /** Each line clears its rest and the last one the rest of the screen. */
    private static final String TO_TOP = "\u001b[H";

    private static final String CLEAR_LINE = "\u001b[K";
    private static final String CLEAR_REST = "\u001b[J";

    private ScreenFrames() {}

    /**
     * A page over the one before.
     *
     * @param rows how many lines the screen has; 0 if nobody knows
     */
    public static String frame(List<String> lines, int rows) {
        boolean cut = rows > 0 && lines.size() > rows;
        List<String> shown = cut ? lines.subList(0, Math.max(0, rows - 1)) : lines;
        StringBuilder page = new StringBuilder(TO_TOP);
        for (int i = 0; i < shown.size(); i++) {
            page.append(i == 0 ? "" : "\r\n").append(shown.get(i)).append(CLEAR_LINE);
        }
        if (cut) {
            int hidden = lines.size() - shown.size();
            page.append(shown.isEmpty() ? "" : "\r\n")
                    .append("… and " + hidden + " more lines")
                    .append(CLEAR_LINE);
        }
        return page.append(CLEAR_REST).toString();
    }
}
