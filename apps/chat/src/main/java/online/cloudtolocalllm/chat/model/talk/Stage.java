package online.cloudtolocalllm.chat.model.talk;

/** How far a message is. The person's messages are whole. */
public enum Stage {
    /** It is being written, or was when the program ended and nobody has looked for its rest yet. */
    WRITING("writing"),
    /** It is whole. */
    WHOLE("whole"),
    /** The person stopped it. */
    STOPPED("stopped"),
    /** It broke off, or failed before it began; the message's problem says why. */
    BROKEN("broken");

    private final String word;

    Stage(String word) {
        this.word = word;
    }

    /** As the store and exported conversations write it. */
    public String word() {
        return word;
    }

    /** Whether nothing more will come by itself. */
    public boolean over() {
        return this != WRITING;
    }
}
