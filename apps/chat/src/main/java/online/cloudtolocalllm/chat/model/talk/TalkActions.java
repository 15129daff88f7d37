package online.cloudtolocalllm.chat.model.talk;

/** What other parts of the window can have done with the open conversation. For JavaFX's thread; no method blocks. */
public interface TalkActions {

    /** How it is now. */
    TalkState state();

    /** Opens a conversation at its end. An answer that is being written in another one goes on. */
    void open(long conversation);

    /** Opens a conversation at a message, which becomes chosen. */
    void openAt(long conversation, long message);

    /** Begins a new conversation, which is stored with its first question. */
    void begin(Profile profile);

    /** Begins a new conversation that asks this model, or the usual one where nobody has this one any more. */
    void beginLike(String model);

    /** Sets what the open conversation asks from now on, and how. */
    void profile(Profile profile);

    /** The conversation was deleted: ends its answer and, if it is open, begins a new one. */
    void forget(long conversation);

    /** Its title, pin or profile was changed elsewhere. */
    void reread(long conversation);
}
