package online.cloudtolocalllm.chat.view.markdown;

import java.util.ArrayList;
import java.util.List;
import online.cloudtolocalllm.chat.model.markdown.Block;
import online.cloudtolocalllm.chat.model.markdown.Readable;

/** Makes runs of code, a few lines in each piece, and only those anew that are others than before. For one thread. */
final class CodeRuns {

    private static final int LINES = 16;

    private final List<List<Run>> pieces = new ArrayList<>();
    private final List<String> sources = new ArrayList<>();
    private int same;

    /** The pieces of this code. */
    List<List<Run>> of(Block.Code code) {
        List<String> now = cut(code.text());
        same = 0;
        while (same < Math.min(now.size(), sources.size()) && now.get(same).equals(sources.get(same))) {
            same++;
        }
        sources.subList(same, sources.size()).clear();
        pieces.subList(same, pieces.size()).clear();
        for (String source : now.subList(same, now.size())) {
            sources.add(source);
            pieces.add(List.of(new Run(Readable.of(source), "md-code-text", "")));
        }
        return List.copyOf(pieces);
    }

    /** How many of the pieces are the same as before, from the first. */
    int same() {
        return same;
    }

    private static List<String> cut(String text) {
        List<String> cut = new ArrayList<>();
        int from = 0;
        int at = 0;
        int lines = 0;
        while (at >= 0) {
            at = text.indexOf('\n', at);
            lines++;
            if (at < 0 || lines == LINES) {
                cut.add(text.substring(from, at < 0 ? text.length() : at));
                from = at + 1;
                lines = 0;
            }
            at = at < 0 ? -1 : at + 1;
        }
        return cut;
    }
}
