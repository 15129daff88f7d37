package online.cloudtolocalllm.cli.keyboard;

/** What somebody did at a prompt. */
public sealed interface Typed {

    /**
     * A line, without its line feed; one that was pasted may hold line feeds.
     *
     * @param text what was typed
     */
    record Line(String text) implements Typed {}

    /**
     * Ctrl-C: the line is given up.
     *
     * @param text what it held
     */
    record Interrupted(String text) implements Typed {}

    /** Ctrl-D in an empty line, or the terminal is gone. */
    record End() implements Typed {}
}
