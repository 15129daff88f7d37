package online.cloudtolocalllm.window.start;

import java.util.Arrays;
import java.util.Optional;

/** Which colours the windows have. */
public enum ThemeChoice {
    /** Those that the desktop has, also when it changes. */
    DESKTOP("desktop"),
    /** Dark on light, whatever the desktop has. */
    LIGHT("light"),
    /** Light on dark, whatever the desktop has. */
    DARK("dark");

    private final String word;

    ThemeChoice(String word) {
        this.word = word;
    }

    /** Its name in the file. */
    public String word() {
        return word;
    }

    /** That of this name; empty for a name that none has. */
    public static Optional<ThemeChoice> of(String word) {
        return Arrays.stream(values())
                .filter(choice -> choice.word.equals(word))
                .findFirst();
    }

    /**
     * Whether windows are dark.
     *
     * @param desktop whether the desktop is
     */
    public boolean dark(boolean desktop) {
        return switch (this) {
            case DESKTOP -> desktop;
            case LIGHT -> false;
            case DARK -> true;
        };
    }
}
