package online.cloudtolocalllm.chat.model.talk;

/**
 * A picture that belongs to a question.
 *
 * @param name its file's name, or words such as {@code pasted image}
 * @param type its media type, such as {@code image/png}
 * @param base64 its bytes
 */
public record Image(String name, String type, String base64) {

    /** The most bytes that one may have before Base64: it has to fit into a line to the daemon, with others. */
    public static final int MOST_BYTES = 8 << 20;
}
