package online.cloudtolocalllm.protocol.words;

/** What servers and files say, made harmless for one line of a window, a menu or a notification. Pure. */
public final class PlainLine {

    private PlainLine() {}

    /**
     * The text as one line: without control characters, without marks that turn the direction of writing, blanks put
     * together, and cut with an ellipsis when it is too long.
     *
     * @param limit in characters as Unicode counts them, the ellipsis included
     */
    public static String of(String text, int limit) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), limit));
        int length = 0;
        boolean gap = false;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int c = text.codePointAt(at);
            if (blank(c)) {
                gap = length > 0;
            } else if (visible(c)) {
                if (length + (gap ? 2 : 1) > limit) {
                    return cut(line);
                }
                if (gap) {
                    line.append(' ');
                    length++;
                    gap = false;
                }
                line.appendCodePoint(c);
                length++;
            }
        }
        return line.toString();
    }

    private static String cut(StringBuilder line) {
        int end = line.isEmpty() ? 0 : line.offsetByCodePoints(line.length(), -1);
        return line.substring(0, end).stripTrailing() + "…";
    }

    private static boolean blank(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static boolean visible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
