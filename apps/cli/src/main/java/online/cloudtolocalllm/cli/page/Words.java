package online.cloudtolocalllm.cli.page;

import online.cloudtolocalllm.protocol.CanonicalName;

/** Texts as they may stand on a terminal. Pure. */
public final class Words {

    private Words() {}

    /** A model's name without the tag that every model has when no other is named. */
    public static String model(String name) {
        return harmless(CanonicalName.withoutUsualTag(name));
    }

    /**
     * The text without what would make a terminal do something: control characters other than line feed and tab become a
     * replacement character. A model or a server may send anything.
     */
    public static String harmless(String text) {
        if (text.chars().noneMatch(Words::commandsTerminal)) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        text.chars().forEach(c -> clean.append(commandsTerminal(c) ? '\uFFFD' : (char) c));
        return clean.toString();
    }

    private static boolean commandsTerminal(int c) {
        return (c < ' ' && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0);
    }

    /** The text with a full stop, unless it ends a sentence already. */
    public static String sentence(String text) {
        String stripped = text.stripTrailing();
        return stripped.endsWith(".") || stripped.endsWith("?") || stripped.endsWith("!") ? stripped : stripped + ".";
    }

    /** The text in at most this many columns, the end marked when something was cut off. */
    public static String fit(String text, int columns) {
        if (text.length() <= columns) {
            return text;
        }
        return columns <= 1 ? "" : text.substring(0, columns - 1).stripTrailing() + "…";
    }
}
