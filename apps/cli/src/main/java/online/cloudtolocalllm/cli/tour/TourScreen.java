package online.cloudtolocalllm.cli.tour;

import java.io.PrintStream;
import java.util.List;
import online.cloudtolocalllm.cli.page.Palette;
import online.cloudtolocalllm.cli.page.Words;

/** What the tour prints: numbered steps, what happens in them, and a check mark behind what was seen to work. */
final class TourScreen {

    private static final String INDENT = "   ";

    private final PrintStream out;
    private final Palette palette;
    private final int width;
    private int steps;
    private int column;

    TourScreen(PrintStream out, Palette palette, int width) {
        this.out = out;
        this.palette = palette;
        this.width = Math.min(width, 100);
    }

    void title(String text) {
        out.println(palette.bold(text));
    }

    /** Begins the next step. */
    void step(String title) {
        steps++;
        out.println();
        out.println(palette.bold(steps + "  " + title));
    }

    int steps() {
        return steps;
    }

    /** Something that happens. */
    void line(String text) {
        out.println(INDENT + text);
    }

    void lines(List<String> lines) {
        lines.forEach(this::line);
    }

    /** What was seen to work. */
    void seen(String text) {
        out.println(INDENT + palette.green("✓") + " " + text);
    }

    /** What was not. */
    void failed(String text) {
        out.println(INDENT + palette.red("✗") + " " + text);
    }

    /** A piece of an answer, as it comes; lines are broken between words at the width. */
    void piece(String text) {
        String harmless = Words.harmless(text).replace('\n', ' ');
        if (column == 0) {
            out.print(INDENT);
            column = INDENT.length();
            harmless = harmless.stripLeading();
        } else if (column + harmless.length() > width) {
            out.println();
            out.print(INDENT);
            column = INDENT.length();
            harmless = harmless.stripLeading();
        }
        out.print(harmless);
        out.flush();
        column += harmless.length();
    }

    void endOfAnswer() {
        if (column > 0) {
            out.println();
            column = 0;
        }
    }
}
