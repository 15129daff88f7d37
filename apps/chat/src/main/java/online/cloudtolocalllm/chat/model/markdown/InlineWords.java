package online.cloudtolocalllm.chat.model.markdown;

import java.util.ArrayList;
import java.util.List;

/** Lists of parts of a line. */
public final class InlineWords {

    private InlineWords() {}

    /** All that is read of them. */
    public static String text(List<Inline> parts) {
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> text.append(part.text()));
        return text.toString();
    }

    /** The same with neighbours that look the same as one. */
    static List<Inline> joined(List<Inline> parts) {
        List<Inline> joined = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            Inline part = parts.get(i);
            text.append(part.text());
            if (i + 1 == parts.size() || !alike(part, parts.get(i + 1))) {
                joined.add(with(part, text.toString()));
                text.setLength(0);
            }
        }
        return joined;
    }

    /**
     * The same as several lists, none of which has more characters than this, cut at a line's end or a space where there is one.
     *
     * @param most at least 2
     */
    public static List<List<Inline>> cut(List<Inline> parts, int most) {
        List<List<Inline>> pieces = new ArrayList<>();
        List<Inline> piece = new ArrayList<>();
        int left = most;
        for (Inline part : parts) {
            String text = part.text();
            while (text.length() > left) {
                int end = end(text, left);
                if (end > 0) {
                    piece.add(with(part, text.substring(0, end)));
                    text = text.substring(end);
                }
                pieces.add(List.copyOf(piece));
                piece.clear();
                left = most;
            }
            if (!text.isEmpty()) {
                piece.add(with(part, text));
                left -= text.length();
            }
        }
        if (!piece.isEmpty()) {
            pieces.add(List.copyOf(piece));
        }
        return pieces;
    }

    /** Where to cut a text that has room for this many characters. */
    private static int end(String text, int room) {
        int end = Math.max(text.lastIndexOf('\n', room - 1), text.lastIndexOf(' ', room - 1)) + 1;
        if (end == 0) {
            end = room;
        }
        return end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    }

    private static boolean alike(Inline one, Inline other) {
        return !(one instanceof Inline.Formula) && with(one, "").equals(with(other, ""));
    }

    private static Inline with(Inline part, String text) {
        return switch (part) {
            case Inline.Words words -> new Inline.Words(text, words.look());
            case Inline.Link link -> new Inline.Link(text, link.look(), link.address());
            case Inline.Formula _ -> new Inline.Formula(text);
        };
    }
}
