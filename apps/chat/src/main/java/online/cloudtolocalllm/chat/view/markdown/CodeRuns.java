package online.cloudtolocalllm.chat.view.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import online.cloudtolocalllm.chat.model.code.Coloured;
import online.cloudtolocalllm.chat.model.code.Kind;
import online.cloudtolocalllm.chat.model.code.Open;
import online.cloudtolocalllm.chat.model.code.Span;
import online.cloudtolocalllm.chat.model.code.Tongue;
import online.cloudtolocalllm.chat.model.code.Tongues;
import online.cloudtolocalllm.chat.model.markdown.Block;
import online.cloudtolocalllm.chat.model.markdown.VisibleText;

/** Makes runs of code, a few lines in each piece, and only those anew that are others than before. For one thread. */
final class CodeRuns {

    private static final int LINES = 16;

    /** A longer line is shown in several: a line is laid out as a whole, and nobody reads one this long. */
    private static final int LONGEST_LINE = 2000;

    private static final String PLAIN = "md-code-text";

    private final Tongues tongues;
    private final List<Piece> pieces = new ArrayList<>();
    private String language = "";
    private int same;

    CodeRuns(Tongues tongues) {
        this.tongues = tongues;
    }

    /**
     * A few lines.
     *
     * @param source as they were written
     * @param runs as they are drawn
     * @param after what goes on behind them
     */
    private record Piece(String source, List<Run> runs, Open after) {}

    /** The pieces of this code. */
    List<List<Run>> of(Block.Code code) {
        List<String> now = cut(code.text());
        if (!language.equals(code.language())) {
            pieces.clear();
            language = code.language();
        }
        same = 0;
        while (same < Math.min(now.size(), pieces.size())
                && now.get(same).equals(pieces.get(same).source())) {
            same++;
        }
        pieces.subList(same, pieces.size()).clear();
        Optional<Tongue> tongue = tongues.named(language);
        for (String source : now.subList(same, now.size())) {
            pieces.add(piece(
                    source,
                    tongue,
                    pieces.isEmpty() ? Open.NOTHING : pieces.getLast().after()));
        }
        return pieces.stream().map(Piece::runs).toList();
    }

    /** How many of the pieces are the same as before, from the first. */
    int same() {
        return same;
    }

    private static List<String> cut(String text) {
        List<String> cut = new ArrayList<>();
        int from = 0;
        int lines = 0;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            lines++;
            if (lines == LINES || at - from > LONGEST_LINE) {
                cut.add(text.substring(from, at));
                from = at + 1;
                lines = 0;
            }
        }
        cut.add(text.substring(from));
        return cut;
    }

    private static Piece piece(String source, Optional<Tongue> tongue, Open before) {
        List<Run> runs = new ArrayList<>();
        Open open = before;
        StringBuilder plain = new StringBuilder();
        for (String line : source.split("\n", -1)) {
            String readable = VisibleText.of(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
            if (readable.length() > LONGEST_LINE) {
                broken(readable, plain);
            } else {
                Open from = open;
                Coloured coloured = tongue.map(of -> of.line(readable, from)).orElse(new Coloured(List.of(), from));
                open = coloured.after();
                colour(readable, coloured.spans(), plain, runs);
            }
            plain.append('\n');
        }
        plain.setLength(plain.length() - 1);
        flush(plain, runs);
        return new Piece(source, List.copyOf(runs), open);
    }

    private static void colour(String line, List<Span> spans, StringBuilder plain, List<Run> runs) {
        int at = 0;
        for (Span span : spans) {
            plain.append(line, at, span.from());
            flush(plain, runs);
            runs.add(new Run(line.substring(span.from(), span.to()), style(span.kind()), ""));
            at = span.to();
        }
        plain.append(line, at, line.length());
    }

    private static void flush(StringBuilder plain, List<Run> runs) {
        if (!plain.isEmpty()) {
            runs.add(new Run(plain.toString(), PLAIN, ""));
            plain.setLength(0);
        }
    }

    private static void broken(String line, StringBuilder into) {
        for (int at = 0; at < line.length(); at += LONGEST_LINE) {
            into.append(at == 0 ? "" : "\n").append(line, at, Math.min(line.length(), at + LONGEST_LINE));
        }
    }

    private static String style(Kind kind) {
        return kind == Kind.MARK ? "md-mark-word" : "md-" + kind.name().toLowerCase(Locale.ROOT);
    }
}
