package online.cloudtolocalllm.chat.store;

import java.text.Normalizer;
import java.util.OptionalInt;
import online.cloudtolocalllm.protocol.words.PlainLine;

/** A line of a text around the first word that was looked for. Pure. */
final class Excerpt {

    private static final int LONGEST = 160;
    private static final int BEFORE = 40;
    private static final int FIRST_COMBINING = 0x300;

    /** From here on letters have no accents that are taken off for searching, and are many. */
    private static final int FIRST_ASIAN = 0x2E80;

    private Excerpt() {}

    /**
     * The line; the text's beginning if the words are not in it as they were typed.
     *
     * @param question what was typed into the search
     */
    static String of(String text, String question) {
        int found = place(text, question);
        int from = found <= BEFORE ? 0 : wordBefore(text, found - BEFORE, found);
        int to = Math.min(text.length(), from + LONGEST * 4);
        String line = PlainLine.of(text.substring(from, to), LONGEST);
        return from > 0 ? "…" + line : line;
    }

    private static int place(String text, String question) {
        String plain = plain(text);
        return SearchText.words(question)
                .map(word -> beginning(plain, plain(word)))
                .flatMapToInt(OptionalInt::stream)
                .min()
                .orElse(0);
    }

    private static OptionalInt beginning(String text, String word) {
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            if (at == 0 || !letter(text.charAt(at - 1)) || text.charAt(at) >= FIRST_ASIAN) {
                return OptionalInt.of(at);
            }
        }
        return OptionalInt.empty();
    }

    private static boolean letter(char c) {
        return Character.isLetterOrDigit(c);
    }

    /** Not in the middle of a word, unless it is very long, and never in the middle of a character. */
    private static int wordBefore(String text, int from, int found) {
        for (int at = from; at < found; at++) {
            if (Character.isWhitespace(text.charAt(at))) {
                return at + 1;
            }
        }
        return Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from;
    }

    /** The same number of characters, small and without accents. */
    private static String plain(String text) {
        char[] plain = text.toCharArray();
        for (int at = 0; at < plain.length; at++) {
            char c = plain[at];
            if (c > 0x7F && c < FIRST_ASIAN && !Character.isSurrogate(c)) {
                String apart = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD);
                c = apart.charAt(0) >= FIRST_COMBINING && apart.length() == 1 ? c : apart.charAt(0);
            }
            plain[at] = Character.toLowerCase(c);
        }
        return new String(plain);
    }
}
