package online.cloudtolocalllm.window.words;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import online.cloudtolocalllm.protocol.CanonicalName;
import online.cloudtolocalllm.protocol.words.PlainLine;

/** Texts from outside as a window may show them. Pure. */
public final class Words {

    /** How long a text from outside may be, in characters: longer than any honest address or reason. */
    private static final int LINE = 500;
    /** What no word has, and the names of connections, models and hosts often do. */
    private static final Pattern NAME = Pattern.compile("[_\\d/@]|\\w\\.\\w");

    private Words() {}

    /** A model's name without the tag that every model has when no other is named. */
    public static String model(String name) {
        return plain(CanonicalName.withoutUsualTag(name));
    }

    /** The text as one harmless line: a model or a server may send anything, also marks that turn the writing. */
    public static String plain(String text) {
        return PlainLine.of(text, LINE);
    }

    /** The text with a capital at its beginning, if that is a word, and a full stop at its end. */
    public static String sentence(String text) {
        return sentence(text, List.of());
    }

    /**
     * The same, where names may stand at the beginning.
     *
     * @param names what is written as it is
     */
    public static String sentence(String text, Collection<String> names) {
        String stripped = plain(text);
        if (stripped.isEmpty()) {
            return "";
        }
        String first = stripped.split("[\\s,;]|:(?!\\S)", 2)[0];
        boolean name = names.contains(first) || NAME.matcher(first).find();
        String begun = name ? stripped : stripped.substring(0, 1).toUpperCase(Locale.ROOT) + stripped.substring(1);
        return ".?!…".indexOf(begun.charAt(begun.length() - 1)) >= 0 ? begun : begun + ".";
    }
}
