package online.cloudtolocalllm.chat.model.answer;

import org.jspecify.annotations.Nullable;

/**
 * Joins what a model goes on with to what was there. It was asked to begin with the last words again, which are left out here; from one
 * that did not, nothing is left out, and a blank is put where two words would become one. For one thread at a time.
 */
final class Joint {

    /** How much of the end is looked for at the beginning of what comes. */
    private static final int LOOK = 240;

    private static final int SHORTEST = 8;
    private static final int FEWEST_KINDS = 4;

    /** Around words that are repeated as a quotation. */
    private static final String AROUND = " \t\r\n\"'`«“”‘’…";

    private final String core;
    private final String gap;
    /** What came and may still be a repetition; null once that is decided. */
    private @Nullable StringBuilder held = new StringBuilder();

    /** To go on behind this text. */
    Joint(String before) {
        core = before.stripTrailing();
        gap = before.substring(core.length());
    }

    /** Nothing to join: all is as it comes. */
    static Joint none() {
        Joint open = new Joint("");
        open.held = null;
        return open;
    }

    /** Whether something is held back until more has come. */
    boolean holds() {
        return held != null;
    }

    /** What is to be put behind the text, now that this came. */
    String take(String content) {
        StringBuilder all = held;
        if (all == null) {
            return content;
        }
        all.append(content);
        String came = all.toString();
        if (undecided(came)) {
            return "";
        }
        held = null;
        return decide(came);
    }

    /** What is still to be put behind the text when nothing more comes. */
    String rest() {
        StringBuilder all = held;
        held = null;
        return all == null || all.isEmpty() ? "" : decide(all.toString());
    }

    private boolean undecided(String came) {
        String begun = stripAround(came);
        if (begun.isBlank()) {
            return came.length() < LOOK;
        }
        if (begun.length() > 2 * LOOK) {
            return false;
        }
        String tail = tail();
        for (int from = 0; from < tail.length(); from++) {
            if (tail.startsWith(begun, from)) {
                return true;
            }
        }
        int repeated = repeated(begun);
        // What stands behind the repeated words tells how to join them.
        return repeated > 0 && begun.substring(repeated).isBlank();
    }

    private String decide(String came) {
        String begun = stripAround(came);
        int repeated = repeated(begun);
        if (repeated > 0) {
            return glued(begun.substring(repeated));
        }
        return gap.isEmpty() && wordsMeet(came) ? " " + came : glued(came);
    }

    /** A gap that is there already does not come twice. */
    private String glued(String rest) {
        if (gap.isEmpty()) {
            return rest;
        }
        if (gap.indexOf('\n') < 0) {
            return rest.stripLeading();
        }
        int from = 0;
        for (int at = 0; at < rest.length() && Character.isWhitespace(rest.charAt(at)); at++) {
            if (rest.charAt(at) == '\n') {
                from = at + 1;
            }
        }
        return rest.substring(from);
    }

    private boolean wordsMeet(String came) {
        return !core.isEmpty()
                && !came.isEmpty()
                && !Character.isWhitespace(core.charAt(core.length() - 1))
                && Character.isLetterOrDigit(came.codePointAt(0))
                && spaced(came.codePointAt(0));
    }

    /** Chinese and Japanese put no blanks between words. */
    private static boolean spaced(int c) {
        return !Character.isIdeographic(c)
                && Character.UnicodeScript.of(c) != Character.UnicodeScript.HIRAGANA
                && Character.UnicodeScript.of(c) != Character.UnicodeScript.KATAKANA;
    }

    private String tail() {
        return core.substring(Math.max(0, core.length() - LOOK));
    }

    /** How many characters at the beginning are the end of what was there; the most that it can be. */
    private int repeated(String begun) {
        String tail = tail();
        for (int length = Math.min(tail.length(), begun.length()); length > 0; length--) {
            if (begun.startsWith(tail.substring(tail.length() - length)) && counts(begun, length)) {
                return length;
            }
        }
        return 0;
    }

    /** A few characters meet by accident, and so do many of one kind. */
    private boolean counts(String begun, int length) {
        String same = begun.substring(0, length);
        return length == core.length()
                || (length >= SHORTEST && same.chars().distinct().count() >= FEWEST_KINDS)
                || isWordBegun(begun, length);
    }

    /** The text ended in the middle of a word, which came again as a whole. */
    private boolean isWordBegun(String begun, int length) {
        int start = core.length() - length;
        return length >= 3
                && begun.substring(0, length).chars().allMatch(Character::isLetter)
                && (start == 0 || !Character.isLetter(core.charAt(start - 1)))
                && length < begun.length()
                && Character.isLetter(begun.charAt(length));
    }

    private static String stripAround(String text) {
        int from = 0;
        while (from < text.length() && AROUND.indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        return text.substring(from);
    }
}
