package online.cloudtolocalllm.cli.run;

/**
 * What a person types to run this program: {@code cloudtolocalllm} where a shell finds it by that name, else the launcher's
 * path. Texts are written with the plain name, and it is put in where they are shown.
 *
 * @param typed the name or path, quoted as a shell needs it
 */
public record CommandName(String typed) {

    /** The system property by which the launcher tells the name. */
    public static final String PROPERTY = "cloudtolocalllm.command";

    /** The name in the texts of this program. */
    public static final CommandName PLAIN = new CommandName("cloudtolocalllm");

    /** The name that the launcher told, or the plain one. */
    public static CommandName ofThisProcess() {
        String told = System.getProperty(PROPERTY, "");
        return told.isBlank() ? PLAIN : new CommandName(told);
    }

    /**
     * The text with this name wherever the plain one stands as a command: at the beginning or behind a blank, a quotation mark
     * or an opening bracket, with a blank behind it.
     */
    public String in(String text) {
        String plain = PLAIN.typed + " ";
        int at = text.indexOf(plain);
        if (at < 0 || typed.equals(PLAIN.typed)) {
            return text;
        }
        StringBuilder said = new StringBuilder();
        int copied = 0;
        while (at >= 0) {
            if (at == 0 || " \n\"(".indexOf(text.charAt(at - 1)) >= 0) {
                said.append(text, copied, at).append(typed).append(' ');
                copied = at + plain.length();
            }
            at = text.indexOf(plain, at + plain.length());
        }
        return said.append(text, copied, text.length()).toString();
    }
}
