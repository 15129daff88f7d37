package online.cloudtolocalllm.chat.store;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How texts and questions are written for the index. It takes what stands between blanks for a word, but some scripts write no
 * blanks: there, and with signs such as emoji, each character becomes a word of its own, and a run of them is looked for as a phrase. Pure.
 */
final class SearchText {

    /** A question this long is no search; the rest is left out. */
    private static final int MOST_WORDS = 32;

    private static final int LONGEST_QUESTION = 1_000;

    private SearchText() {}

    /** The text as the index gets it. */
    static String indexed(String text) {
        StringBuilder spaced = new StringBuilder(text.length() + 16);
        for (int at = 0; at < text.length(); ) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            if (c == 0 || Character.getType(c) == Character.SURROGATE) {
                spaced.append(' ');
            } else if (alone(c)) {
                spaced.append(' ').appendCodePoint(c).append(' ');
            } else {
                spaced.appendCodePoint(c);
            }
        }
        return spaced.toString();
    }

    /**
     * The question as the index understands it: each word as a phrase in quotation marks, which no syntax gets out of, the end of each as a
     * beginning.
     *
     * @return empty if there is nothing in it that could be found
     */
    static Optional<String> question(String words) {
        String asked = words(words)
                .map(word -> '"' + indexed(word.replace('"', ' ')).strip() + "\" *")
                .collect(Collectors.joining(" "));
        return asked.isEmpty() ? Optional.empty() : Optional.of(asked);
    }

    /** The words of a question that can be found. */
    static Stream<String> words(String question) {
        String bounded = question.substring(0, Math.min(question.length(), LONGEST_QUESTION));
        return Stream.of(bounded.split("[\\s\\h\"]+", -1))
                .filter(word -> word.codePoints().anyMatch(c -> Character.isLetterOrDigit(c) || alone(c)))
                .limit(MOST_WORDS);
    }

    private static boolean alone(int c) {
        return Character.isIdeographic(c)
                || switch (Character.getType(c)) {
                    case Character.MATH_SYMBOL, Character.CURRENCY_SYMBOL, Character.OTHER_SYMBOL -> true;
                    default -> c >= 0xE00 && withoutBlanks(c);
                };
    }

    private static boolean withoutBlanks(int c) {
        return Character.isLetter(c)
                && switch (Character.UnicodeScript.of(c)) {
                    case HIRAGANA, KATAKANA, BOPOMOFO, HANGUL, THAI, LAO, KHMER, MYANMAR -> true;
                    // The mark that lengthens a vowel belongs to both kanas.
                    default -> c == 0x30FC;
                };
    }
}
