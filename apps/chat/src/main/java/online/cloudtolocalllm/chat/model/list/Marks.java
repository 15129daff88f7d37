package online.cloudtolocalllm.chat.model.list;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where in a line the words are that were looked for: at the beginnings of words, and inside of words where they are at no beginning.
 * Accents and capitals count for nothing. Pure.
 */
final class Marks {

    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{M}\\p{N}\\p{So}]+");
    private static final int MOST_WORDS = 16;
    private static final int ASCII = 128;

    private final String text;
    private final List<Folded> letters;
    private final BitSet found = new BitSet();

    /** A letter as it is compared, and where it stands. */
    private record Folded(int letter, int at) {}

    private Marks(String text) {
        this.text = text;
        this.letters = fold(text);
    }

    /** The line in pieces; one piece if nothing was looked for or found. */
    static List<Piece> of(String text, String words) {
        if (words.isBlank()) {
            return text.isEmpty() ? List.of() : List.of(new Piece(text, false));
        }
        Marks marks = new Marks(text);
        Arrays.stream(BETWEEN.split(words))
                .filter(word -> !word.isEmpty())
                .limit(MOST_WORDS)
                .forEach(marks::mark);
        return marks.pieces();
    }

    private static List<Folded> fold(String text) {
        List<Folded> letters = new ArrayList<>(text.length());
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int c = text.codePointAt(at);
            // An accent of its own belongs to the letter before it.
            if (Character.getType(c) != Character.NON_SPACING_MARK) {
                letters.add(new Folded(Character.toLowerCase(c < ASCII ? c : withoutAccent(c)), at));
            }
        }
        return letters;
    }

    private static int withoutAccent(int letter) {
        return Normalizer.normalize(Character.toString(letter), Normalizer.Form.NFD)
                .codePointAt(0);
    }

    private void mark(String word) {
        int[] wanted = fold(word).stream().mapToInt(Folded::letter).toArray();
        if (wanted.length > 0 && !mark(wanted, true)) {
            mark(wanted, false);
        }
    }

    private boolean mark(int[] wanted, boolean onlyBeginnings) {
        boolean any = false;
        for (int i = 0; i + wanted.length <= letters.size(); i++) {
            if (stands(wanted, i) && (!onlyBeginnings || begins(i))) {
                int end = i + wanted.length;
                found.set(
                        letters.get(i).at(),
                        end < letters.size() ? letters.get(end).at() : text.length());
                any = true;
            }
        }
        return any;
    }

    private boolean stands(int[] wanted, int from) {
        for (int i = 0; i < wanted.length; i++) {
            if (letters.get(from + i).letter() != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    /** Where words are written without blanks, one begins at each sign. */
    private boolean begins(int index) {
        return index == 0
                || !Character.isLetterOrDigit(letters.get(index - 1).letter())
                || switch (UnicodeScript.of(letters.get(index).letter())) {
                    case HAN, HIRAGANA, KATAKANA, HANGUL, THAI, LAO, KHMER, MYANMAR -> true;
                    default -> false;
                };
    }

    private List<Piece> pieces() {
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            boolean is = found.get(from);
            int end = is ? found.nextClearBit(from) : found.nextSetBit(from);
            int to = end < 0 ? text.length() : Math.min(end, text.length());
            pieces.add(new Piece(text.substring(from, to), is));
            from = to;
        }
        return pieces;
    }
}
