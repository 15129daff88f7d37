package online.cloudtolocalllm.cli.page;

import java.util.ArrayList;
import java.util.List;

/**
 * Breaks text that comes in pieces between words, so that no line is longer than the width; a word that is longer than a line
 * is left whole. A word is handed on only when its end is known: {@link #end} hands on the last one. For one thread.
 */
public final class WordWrap {

    private final String indent;
    private final int width;
    private final StringBuilder word = new StringBuilder();

    /** Blanks in front of the word, printed only if the word stays in the line. */
    private String gap = "";

    private int column;
    private boolean wordInLine;

    /**
     * A writer.
     *
     * @param indent stands in front of every line
     * @param width the longest line, its indent included
     */
    public WordWrap(String indent, int width) {
        this.indent = indent;
        this.width = width;
    }

    /** What can be printed once this piece came. */
    public String piece(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                flush(out);
                out.append('\n');
                gap = "";
                column = 0;
                wordInLine = false;
            } else if (c == ' ') {
                flush(out);
                gap += " ";
            } else {
                word.append(c);
            }
        }
        return out.toString();
    }

    /** The rest of the text, without a line feed at its end. */
    public String end() {
        StringBuilder out = new StringBuilder();
        flush(out);
        return out.toString();
    }

    /** Whether the line that was printed last has no end yet. */
    public boolean lineBegun() {
        return column > 0;
    }

    private void flush(StringBuilder out) {
        if (word.isEmpty()) {
            return;
        }
        int length = word.codePointCount(0, word.length());
        if (wordInLine && column + gap.length() + length > width) {
            out.append('\n');
            column = 0;
            gap = "";
        }
        if (column == 0) {
            out.append(indent);
            column = indent.length();
        }
        out.append(gap).append(word);
        column += gap.length() + length;
        gap = "";
        wordInLine = true;
        word.setLength(0);
    }

    /** Every line of a text broken at the width, its further lines as far in as its first one. */
    public static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            String body = line.stripLeading();
            WordWrap wrap = new WordWrap(line.substring(0, line.length() - body.length()), width);
            lines.addAll(List.of((wrap.piece(body) + wrap.end()).split("\n", -1)));
        }
        return lines;
    }
}
