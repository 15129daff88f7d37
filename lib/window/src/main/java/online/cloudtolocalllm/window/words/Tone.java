package online.cloudtolocalllm.window.words;

/** How well something is; never the only sign of it. */
public enum Tone {
    /** All is well. */
    GOOD("tone-good"),
    /** It works, and something is to be known. */
    WARN("tone-warn"),
    /** It does not work. */
    BAD("tone-bad"),
    /** It does not count now. */
    QUIET("tone-quiet");

    private final String style;

    Tone(String style) {
        this.style = style;
    }

    /** The class of it in the windows' style sheet. */
    public String style() {
        return style;
    }
}
