package online.cloudtolocalllm.chat.model.markdown;

/**
 * What is seen of a line without what is around it.
 *
 * @param indent how many columns are empty before its text
 * @param text what is in it, without the spaces around it
 * @param gap how many spaces are between a list's mark and what follows it
 */
record Line(int indent, String text, int gap) {

    /** From here on it is code, or goes on with what was before. */
    static final int CODE_INDENT = 4;

    private static final int LONGEST_NUMBER = 9;
    private static final int SHORTEST_FENCE = 3;

    /** What is seen of this part of a text. */
    static Line of(String whole, int from, int to) {
        int at = from;
        int indent = 0;
        while (at < to && (whole.charAt(at) == ' ' || whole.charAt(at) == '\t')) {
            indent += whole.charAt(at) == '\t' ? CODE_INDENT - indent % CODE_INDENT : 1;
            at++;
        }
        String text = whole.substring(at, to).strip();
        int after = mark(text);
        int gap = 0;
        while (after > 0 && after + gap < text.length() && text.charAt(after + gap) == ' ') {
            gap++;
        }
        return new Line(indent, text, gap);
    }

    boolean blank() {
        return text.isEmpty();
    }

    /** Whether it begins with the mark of a list's item. */
    boolean item() {
        return mark(text) > 0 && !rule();
    }

    /** Of an item: whether it has no text, so that what follows may be none of it. */
    boolean emptyItem() {
        return mark(text) == text.length();
    }

    /** Of an item: whether it has another number than 1, so that it does not end a paragraph. */
    boolean lateNumber() {
        return Character.isDigit(text.charAt(0)) && !text.startsWith("1.") && !text.startsWith("1)");
    }

    /** Of an item: in which column its text begins. */
    int textIndent() {
        return indent + mark(text) + (gap > CODE_INDENT || gap == 0 ? 1 : gap);
    }

    /** With which run of characters code begins here, or an empty text. */
    String fence() {
        char c = text.isEmpty() ? ' ' : text.charAt(0);
        int length = run(text, c);
        boolean opens = length >= SHORTEST_FENCE && (c == '~' || (c == '`' && text.indexOf('`', length) < 0));
        return opens ? text.substring(0, length) : "";
    }

    /** Whether it ends code that began with such a run. */
    boolean closes(String fence) {
        char c = fence.charAt(0);
        int length = run(text, c);
        return indent < CODE_INDENT && length >= fence.length() && length == text.length();
    }

    /** Whether it is a line between two things. */
    private boolean rule() {
        char c = text.charAt(0);
        return "*-_".indexOf(c) >= 0
                && text.chars().allMatch(each -> each == c || each == ' ' || each == '\t')
                && text.chars().filter(each -> each == c).count() >= 3;
    }

    private static int run(String text, char c) {
        int at = 0;
        while (at < text.length() && text.charAt(at) == c) {
            at++;
        }
        return at;
    }

    /** How long the mark of an item is with which this begins, or 0. */
    private static int mark(String text) {
        int digits = 0;
        while (digits < Math.min(text.length(), LONGEST_NUMBER)
                && text.charAt(digits) >= '0'
                && text.charAt(digits) <= '9') {
            digits++;
        }
        String ends = digits == 0 ? "-*+" : ".)";
        if (digits >= text.length() || ends.indexOf(text.charAt(digits)) < 0) {
            return 0;
        }
        int length = digits + 1;
        return length == text.length() || " \t".indexOf(text.charAt(length)) >= 0 ? length : 0;
    }
}
