package online.cloudtolocalllm.chat.view.markdown;

import java.util.ArrayList;
import java.util.List;
import online.cloudtolocalllm.chat.model.markdown.Inline;
import online.cloudtolocalllm.chat.model.markdown.Look;

/**
 * Characters that look the same. Immutable.
 *
 * @param text the characters
 * @param styles of the style sheet, with spaces between them
 * @param address where they lead, or nothing
 */
record Run(String text, String styles, String address) {

    /** How a word of code in a line is styled. */
    static final String CODE = "md-inline-code";

    /** The runs of a line. */
    static List<Run> of(List<Inline> parts) {
        return parts.stream().map(Run::of).toList();
    }

    boolean onGround() {
        return styles.contains(CODE);
    }

    private static Run of(Inline part) {
        return switch (part) {
            case Inline.Words words -> new Run(words.text(), styles(words.look(), "md-words"), "");
            case Inline.Link link -> new Run(link.text(), styles(link.look(), "md-link"), link.address());
            case Inline.Formula formula -> new Run(formula.text(), "md-formula", "");
        };
    }

    private static String styles(Look look, String first) {
        List<String> styles = new ArrayList<>(List.of(first));
        if (look.strong()) {
            styles.add("md-strong");
        }
        if (look.emphasis()) {
            styles.add("md-emphasis");
        }
        if (look.struck()) {
            styles.add("md-struck");
        }
        if (look.code()) {
            styles.add(CODE);
        }
        return String.join(" ", styles);
    }
}
