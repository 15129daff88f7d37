package online.cloudtolocalllm.chat.model.talk;

/** Who said something. */
public enum Role {
    /** The person. */
    USER("user"),
    /** The model. */
    ASSISTANT("assistant");

    private final String word;

    Role(String word) {
        this.word = word;
    }

    /** As Ollama's API and exported conversations write it. */
    public String word() {
        return word;
    }
}
