package online.cloudtolocalllm.cli.chat;

import java.util.Locale;
import java.util.Optional;

/** What somebody wants who typed a message in a conversation. */
public sealed interface Said {

    /** Nothing. */
    record Nothing() implements Said {}

    /**
     * An answer.
     *
     * @param text the question
     */
    record Question(String text) implements Said {}

    /**
     * Another model.
     *
     * @param name its name; empty to be told which one it is, and which there are
     */
    record Model(Optional<String> name) implements Said {}

    /**
     * Other instructions to the model.
     *
     * @param text the instructions, empty for none; nothing to be told what they are
     */
    record Instructions(Optional<String> text) implements Said {}

    /**
     * The conversation in a file.
     *
     * @param file its path as typed; may be empty
     */
    record Save(String file) implements Said {}

    /** A conversation from its beginning. */
    record Clear() implements Said {}

    /** To be told what can be typed. */
    record Help() implements Said {}

    /** To leave. */
    record Leave() implements Said {}

    /**
     * A command that there is not.
     *
     * @param command what was typed, up to the first blank
     */
    record Unknown(String command) implements Said {}

    /** Reads a message. What begins with one slash and a letter is a command; two slashes begin a message with one. */
    static Said of(String message) {
        String text = message.strip();
        if (text.isEmpty()) {
            return new Nothing();
        }
        if (text.startsWith("//")) {
            return new Question(text.substring(1));
        }
        boolean command = text.length() > 1 && text.charAt(0) == '/' && Character.isLetter(text.charAt(1));
        if (!command && !text.equals("/?")) {
            return new Question(message);
        }
        int end = 1;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        String word = text.substring(0, end).toLowerCase(Locale.ROOT);
        String rest = text.substring(end).strip();
        return switch (word) {
            case "/model" -> new Model(rest.isEmpty() ? Optional.empty() : Optional.of(rest));
            case "/system" -> new Instructions(instructions(rest));
            case "/save" -> new Save(rest);
            case "/clear" -> new Clear();
            case "/help", "/?" -> new Help();
            case "/bye", "/quit", "/exit" -> new Leave();
            default -> new Unknown(text.substring(0, end));
        };
    }

    private static Optional<String> instructions(String typed) {
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(typed.equals("none") ? "" : typed);
    }
}
