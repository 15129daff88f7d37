package online.cloudtolocalllm.chat.model.exchange;

/** What an exported conversation is written as. */
public enum Form {
    /** To read: the messages that are shown, without thoughts and pictures. */
    MARKDOWN("Markdown", ".md"),
    /** To keep: everything. */
    JSON("JSON", ".json");

    private final String word;
    private final String ending;

    Form(String word, String ending) {
        this.word = word;
        this.ending = ending;
    }

    /** As people call it. */
    public String word() {
        return word;
    }

    /** What such a file's name ends with. */
    public String ending() {
        return ending;
    }
}
