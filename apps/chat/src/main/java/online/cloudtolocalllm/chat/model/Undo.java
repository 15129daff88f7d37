package online.cloudtolocalllm.chat.model;

/** Where a way back is offered for a few seconds. For JavaFX's thread. */
public interface Undo {

    /**
     * Says what was done and offers to undo it. An offer that is still open is taken back, and its {@code done} runs.
     *
     * @param sentence what was done, such as {@code "Trip ideas" was deleted.}
     * @param undo undoes it
     * @param done runs when it can no more be undone: after ten seconds, at the next offer, or when the window closes; never after
     *     {@code undo}
     */
    void offer(String sentence, Runnable undo, Runnable done);
}
