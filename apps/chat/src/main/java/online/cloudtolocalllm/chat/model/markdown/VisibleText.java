package online.cloudtolocalllm.chat.model.markdown;

import java.util.Locale;

/**
 * Text that cannot do anything to the text around it: control characters are seen as their pictures, and what turns the direction of
 * reading around is told by its number.
 */
public final class VisibleText {

    private static final char PICTURES = '\u2400';
    private static final char PICTURE_OF_DELETE = '\u2421';
    private static final char NO_CHARACTER = '\ufffd';

    private VisibleText() {}

    /** This text; most are given back as they are. */
    public static String of(String text) {
        int at = 0;
        while (at < text.length() && !hidden(text.charAt(at))) {
            at++;
        }
        if (at == text.length()) {
            return text;
        }
        StringBuilder readable = new StringBuilder(text.length() + 16).append(text, 0, at);
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (hidden(c)) {
                shown(c, readable);
            } else {
                readable.append(c);
            }
        }
        return readable.toString();
    }

    private static boolean hidden(char c) {
        return (c < ' ' && c != '\n' && c != '\t') || (c >= '\u007f' && c < '\u00a0') || turns(c);
    }

    /** Whether it embeds or overrides a direction. Marks, which only say one, are left. */
    private static boolean turns(char c) {
        return (c >= '\u202a' && c <= '\u202e') || (c >= '\u2066' && c <= '\u2069');
    }

    private static void shown(char c, StringBuilder into) {
        if (c < ' ') {
            into.append((char) (PICTURES + c));
        } else if (c == '\u007f') {
            into.append(PICTURE_OF_DELETE);
        } else if (turns(c)) {
            into.append("[U+")
                    .append(Integer.toHexString(c).toUpperCase(Locale.ROOT))
                    .append(']');
        } else {
            into.append(NO_CHARACTER);
        }
    }
}
