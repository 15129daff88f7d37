package online.cloudtolocalllm.chat.model.markdown;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text where what follows cannot belong to what is before, so that each section can be read by itself: before a line that follows
 * an empty one and begins at the left, outside of fenced code, and not with the next item of a list. Reads on as the text grows; what
 * is before the last section stays as it is, whatever follows. Not thread-safe.
 *
 * <p>A list ends at such a line because an item's text is always further right, and so does code that began within an item. A fence
 * that is as far right as the item's text is the item's.
 */
final class Sections {

    /** A paragraph that is longer is cut between two lines: how long it takes to read one may grow faster than its length. */
    private static final int LONGEST_PARAGRAPH = 16_000;

    private final List<Section> settled = new ArrayList<>();
    private int begun;
    private int read;
    private int sinceCut;
    private boolean blankBefore;
    /** Where the text of the list's item begins that is open, or 0. */
    private int itemIndent;
    /** Whether an item may be a part of a paragraph, or have ended with its line. */
    private boolean unsure;
    /** Whether it cannot be told where code begins and ends. */
    private boolean lost;

    private String fence = "";
    private String formula = "";

    /**
     * A part of the text.
     *
     * @param from its first character
     * @param to behind its last
     * @param plain whether it is one line that is too long to be anything but words
     */
    record Section(int from, int to, boolean plain) {}

    /**
     * Reads on.
     *
     * @param text that of before, with more at its end
     * @return all sections; the last ends where the text ends
     */
    List<Section> read(String text) {
        int end = text.indexOf('\n', read);
        // A line without its end may become another.
        while (end >= 0) {
            line(text, read, end);
            read = end + 1;
            end = text.indexOf('\n', read);
        }
        List<Section> all = new ArrayList<>(settled);
        boolean plain = text.length() - read > LONGEST_PARAGRAPH && fence.isEmpty();
        if (plain && read > begun) {
            all.add(new Section(begun, read, false));
        }
        int last = plain ? read : begun;
        if (last < text.length()) {
            all.add(new Section(last, text.length(), plain));
        }
        return all;
    }

    /** How many of them, from the first, will never change. */
    int settled() {
        return settled.size();
    }

    private void line(String text, int from, int to) {
        if (!fence.isEmpty()) {
            // Lines of code are not looked at closer than this: there are many.
            if (Line.of(text, from, Math.min(to, from + 1000)).closes(fence)) {
                fence = "";
                blankBefore = false;
            }
            return;
        }
        if (to - from > LONGEST_PARAGRAPH) {
            cut(from, false);
            cut(to + 1, true);
            return;
        }
        Line line = Line.of(text, from, to);
        if (line.blank()) {
            blankBefore = true;
            sinceCut = 0;
            formula = "";
            return;
        }
        if (mayCut(line)) {
            cut(from, false);
        }
        follow(line);
        boolean apart = line.item() || line.text().startsWith("|") || !fence.isEmpty();
        sinceCut = apart ? 0 : sinceCut + to - from;
        blankBefore = false;
    }

    private boolean mayCut(Line line) {
        boolean starts = blankBefore && !lost && line.indent() == 0 && !(line.item() && itemIndent > 0);
        return starts || sinceCut > LONGEST_PARAGRAPH;
    }

    /** What the next lines are after this one. */
    private void follow(Line line) {
        if (!formula.isEmpty()) {
            formula = line.text().endsWith(formula) ? "" : formula;
            return;
        }
        boolean formulas = line.text().equals("$$") || line.text().equals("\\[");
        lost |= unsure && line.indent() > 0 && (formulas || !line.fence().isEmpty());
        if (line.indent() >= (itemIndent == 0 ? Line.CODE_INDENT : Math.min(itemIndent, Line.CODE_INDENT))) {
            return;
        }
        if (!line.fence().isEmpty()) {
            fence = line.fence();
            itemIndent = 0;
        } else if (formulas) {
            formula = line.text().equals("$$") ? "$$" : "\\]";
            itemIndent = 0;
        } else if (line.item()) {
            unsure |= line.emptyItem() || (itemIndent == 0 && !blankBefore && line.lateNumber());
            itemIndent = line.textIndent();
        } else if (itemIndent > 0) {
            // Behind an empty line it ends the list; else it may go on with the item's paragraph.
            unsure |= !blankBefore;
            itemIndent = blankBefore ? 0 : itemIndent;
        }
    }

    private void cut(int at, boolean plain) {
        if (at > begun) {
            settled.add(new Section(begun, at, plain));
            begun = at;
        }
        itemIndent = 0;
        sinceCut = 0;
        unsure = false;
        formula = "";
    }
}
