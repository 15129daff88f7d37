package online.cloudtolocalllm.chat.model.markdown;

/**
 * How words look.
 *
 * @param strong whether they are bold
 * @param emphasis whether they lean
 * @param struck whether they are struck out
 * @param code whether they are code in a line
 */
public record Look(boolean strong, boolean emphasis, boolean struck, boolean code) {

    /** As most words are. */
    public static final Look PLAIN = new Look(false, false, false, false);
}
