package online.cloudtolocalllm.chat.model.exchange;

/**
 * What came of something.
 *
 * @param sentences for the person
 * @param fine whether it was done
 */
public record Told(String sentences, boolean fine) {

    /** It was done. */
    public static Told fine(String sentences) {
        return new Told(sentences, true);
    }

    /** It was not done, or not all of it. */
    public static Told problem(String sentences) {
        return new Told(sentences, false);
    }
}
