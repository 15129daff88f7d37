package online.cloudtolocalllm.cli.tour;

import java.io.PrintStream;
import java.util.List;
import online.cloudtolocalllm.cli.page.Palette;
import online.cloudtolocalllm.cli.page.WordWrap;
import online.cloudtolocalllm.cli.page.Words;
import org.jspecify.annotations.Nullable;

/** What the tour prints: numbered steps, what happens in them, and a check mark behind what was seen to work. */
final class TourScreen {

    private static final String INDENT = "   ";

    private final PrintStream out;
    private final Palette palette;
    private final int width;
    private int steps;
    private @Nullable WordWrap answer;

    TourScreen(PrintStream out, Palette palette, int width) {
        this.out = out;
        this.palette = palette;
        this.width = Math.min(width, 100);
    }

    void title(String text) {
        WordWrap.lines(text, width).forEach(line -> out.println(palette.bold(line)));
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
        marked(palette.green("✓"), text);
    }

    /** What was not. */
    void failed(String text) {
        marked(palette.red("✗"), text);
    }

    /** Further lines stand below the text and not below the mark. */
    private void marked(String mark, String text) {
        List<String> lines = WordWrap.lines(text, width - INDENT.length() - 2);
        out.println(INDENT + mark + " " + lines.getFirst());
        lines.stream().skip(1).forEach(line -> out.println(INDENT + "  " + line));
    }

    /** A piece of an answer, as it comes; lines are broken between words at the width. */
    void piece(String text) {
        if (answer == null) {
            answer = new WordWrap(INDENT, width);
        }
        out.print(answer.piece(Words.harmless(text).replace('\n', ' ')));
        out.flush();
    }

    void endOfAnswer() {
        if (answer != null) {
            out.println(answer.end());
            answer = null;
        }
    }
}
