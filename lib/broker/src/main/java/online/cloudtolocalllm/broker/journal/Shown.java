package online.cloudtolocalllm.broker.journal;

/** Makes text that somebody else wrote fit for lists and logs. Pure. */
public final class Shown {

    private Shown() {}

    /**
     * The text with each control character, line separator, format character and half of a surrogate pair as a question mark,
     * cut to a length and then ending in an ellipsis.
     *
     * @param most characters at most, 2 or more
     */
    public static String plain(String text, int most) {
        String cut = text.length() <= most ? text : cut(text, most);
        for (int i = 0; i < cut.length(); i++) {
            if (isStrange(cut, i)) {
                return replaced(cut);
            }
        }
        return cut;
    }

    private static String cut(String text, int most) {
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end) + "…";
    }

    private static boolean isStrange(String text, int at) {
        char c = text.charAt(at);
        if (c >= ' ' && c < 0x7f) {
            return false;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            case Character.SURROGATE -> isLone(text, at);
            default -> false;
        };
    }

    private static boolean isLone(String text, int at) {
        return Character.isHighSurrogate(text.charAt(at))
                ? at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1))
                : at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
    }

    private static String replaced(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            plain.append(isStrange(text, i) ? '?' : text.charAt(i));
        }
        return plain.toString();
    }
}
