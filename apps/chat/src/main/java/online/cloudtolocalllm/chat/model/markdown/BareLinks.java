package online.cloudtolocalllm.chat.model.markdown;

import java.util.ArrayList;
import java.util.List;

/** Addresses that stand in a text as they are. */
final class BareLinks {

    private static final String SCHEME = "http";

    private BareLinks() {}

    /** The same parts with addresses as links. */
    static List<Inline> in(List<Inline> parts) {
        List<Inline> found = new ArrayList<>();
        for (Inline part : parts) {
            if (part instanceof Inline.Words words
                    && !words.look().code()
                    && words.text().contains(SCHEME)) {
                within(words, found);
            } else {
                found.add(part);
            }
        }
        return found;
    }

    private static void within(Inline.Words words, List<Inline> into) {
        String text = words.text();
        int taken = 0;
        int at = text.indexOf(SCHEME);
        while (at >= 0) {
            int end = end(text, at);
            String address = text.substring(at, end);
            boolean begins = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
            if (begins
                    && (address.startsWith("http://") || address.startsWith("https://"))
                    && Addresses.opens(address)) {
                if (at > taken) {
                    into.add(new Inline.Words(text.substring(taken, at), words.look()));
                }
                into.add(new Inline.Link(address, words.look(), address));
                taken = end;
            }
            at = text.indexOf(SCHEME, Math.max(end, at + SCHEME.length()));
        }
        if (taken < text.length()) {
            into.add(new Inline.Words(text.substring(taken), words.look()));
        }
    }

    /** The address's end: before a space, and before the marks that end a sentence or what is in brackets. */
    private static int end(String text, int from) {
        int end = from;
        int open = 0;
        while (end < text.length() && part(text.charAt(end), open)) {
            open += text.charAt(end) == '(' ? 1 : text.charAt(end) == ')' ? -1 : 0;
            end++;
        }
        while (end > from && ".,;:!?'\"*_".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    private static boolean part(char c, int open) {
        boolean ends = Character.isWhitespace(c) || c == '<' || c == '>' || c == '"' || c == '`' || c > '\u2000';
        return !ends && (c != ')' || open > 0);
    }
}
