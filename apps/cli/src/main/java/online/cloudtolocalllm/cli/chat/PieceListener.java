package online.cloudtolocalllm.cli.chat;

/** Takes an answer piece by piece. */
@FunctionalInterface
public interface PieceListener {

    /**
     * One piece.
     *
     * @param text a part of the answer, not empty
     * @param thinking whether it belongs to what the model thinks before it answers
     */
    void piece(String text, boolean thinking);

    /** Whether nobody wants more of it. */
    default boolean abandoned() {
        return false;
    }
}
