package online.cloudtolocalllm.chat.model.standing;

import java.util.Arrays;

/** What becomes of the window when it is closed. */
public enum ClosingChoice {
    /** The person is asked. */
    ASK("ask", "Ask"),
    /** It goes into the tray. */
    TRAY("tray", "Keep in the tray"),
    /** The program ends. */
    QUIT("quit", "Quit");

    private final String word;
    private final String words;

    ClosingChoice(String word, String words) {
        this.word = word;
        this.words = words;
    }

    /** As it is stored. */
    public String word() {
        return word;
    }

    /** As it stands in a list of choices. */
    public String words() {
        return words;
    }

    /** That of this word; {@link #ASK} for a word that makes no sense. */
    public static ClosingChoice of(String word) {
        return Arrays.stream(values())
                .filter(choice -> choice.word.equals(word))
                .findFirst()
                .orElse(ASK);
    }
}
