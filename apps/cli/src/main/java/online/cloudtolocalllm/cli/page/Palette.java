package online.cloudtolocalllm.cli.page;

/**
 * Colours of a terminal, or none. A colour is never the only sign.
 *
 * @param on whether to colour
 */
public record Palette(boolean on) {

    /** For headings and the answer in the first line. */
    public String bold(String text) {
        return paint("1", text);
    }

    /** For what matters less. */
    public String dim(String text) {
        return paint("2", text);
    }

    /** For what works. */
    public String green(String text) {
        return paint("32", text);
    }

    /** For what works badly. */
    public String yellow(String text) {
        return paint("33", text);
    }

    /** For what does not work. */
    public String red(String text) {
        return paint("31", text);
    }

    private String paint(String code, String text) {
        return on && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
