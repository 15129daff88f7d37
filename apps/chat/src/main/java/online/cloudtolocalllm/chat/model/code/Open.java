package online.cloudtolocalllm.chat.model.code;

/**
 * What began on a line before and has not ended: a comment, a text, a tag.
 *
 * @param kind what it is
 * @param end what ends it; nothing when nothing is open
 * @param escapes whether a backslash takes the next character's meaning away
 */
public record Open(Kind kind, String end, boolean escapes) {

    /** Nothing began. */
    public static final Open NOTHING = new Open(Kind.COMMENT, "", false);

    boolean nothing() {
        return end.isEmpty();
    }

    /** Where it ends in a line when it is looked for from here, behind its end, or -1. */
    int endIn(String line, int from) {
        int at = from;
        while (at < line.length()) {
            if (line.startsWith(end, at)) {
                return at + end.length();
            }
            at += escapes && line.charAt(at) == '\\' ? 2 : 1;
        }
        return -1;
    }
}
