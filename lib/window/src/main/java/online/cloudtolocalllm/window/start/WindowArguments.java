package online.cloudtolocalllm.window.start;

import java.util.List;
import java.util.regex.Pattern;

/** What stands behind a window program's name on its command line. */
public sealed interface WindowArguments {

    /**
     * The window is wished for.
     *
     * @param part which part of it; empty for none
     */
    record Show(String part) implements WindowArguments {}

    /** The window is drawn and used for a moment by nobody, so that the Java machine learns which classes it needs. */
    record Rehearse() implements WindowArguments {}

    /**
     * Help is wished for.
     *
     * @param text the help
     */
    record Help(String text) implements WindowArguments {}

    /**
     * They make no sense.
     *
     * @param line what is wrong, for people
     */
    record Wrong(String line) implements WindowArguments {}

    /** What a part can be called. */
    Pattern PART = Pattern.compile("[a-z]{1,32}");

    /**
     * Reads them.
     *
     * @param program the program's name
     */
    static WindowArguments read(String program, List<String> arguments) {
        String command = program.equals("chat") ? "app" : program;
        String usage = "usage: cloudtolocalllm " + command + " [--tab NAME]";
        if (arguments.contains("--help") || arguments.contains("-h")) {
            return new Help(usage + "\nOpens the window, or shows the one that is open.");
        }
        if (arguments.isEmpty()) {
            return new Show("");
        }
        if (arguments.equals(List.of("--rehearse"))) {
            return new Rehearse();
        }
        if (arguments.size() == 2
                && arguments.getFirst().equals("--tab")
                && PART.matcher(arguments.get(1)).matches()) {
            return new Show(arguments.get(1));
        }
        return new Wrong("error: \"" + String.join(" ", arguments) + "\" is not understood.\n" + usage);
    }
}
