package online.cloudtolocalllm.protocol.status;

import java.util.Arrays;

/** Who starts the daemon again after a crash. */
public enum Supervision {
    /** Nobody, but programs that need it. */
    NONE("none"),
    /** The launcher: {@code daemon --supervised}. */
    LAUNCHER("launcher"),
    /** The system, of which it is a service. */
    SERVICE("service");

    /** The system property by which the launcher tells the daemon, with a word as its value. */
    public static final String PROPERTY = "cloudtolocalllm.supervised";

    private final String word;

    Supervision(String word) {
        this.word = word;
    }

    /** The wire name. */
    public String word() {
        return word;
    }

    /** The one with this word; none if it is unknown. */
    public static Supervision ofWord(String word) {
        return Arrays.stream(values())
                .filter(supervision -> supervision.word.equals(word))
                .findFirst()
                .orElse(NONE);
    }
}
