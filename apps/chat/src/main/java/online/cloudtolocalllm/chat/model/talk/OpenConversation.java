package online.cloudtolocalllm.chat.model.talk;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The conversation that is open, and all answers that are being written. For JavaFX's thread; no method but {@link #close} blocks. */
public interface OpenConversation extends TalkActions, AutoCloseable {

    /**
     * Tells each new state, also the one that is now.
     *
     * @param listener called on JavaFX's thread; while an answer is written, at most ten times a second
     */
    void onChange(Consumer<TalkState> listener);

    /**
     * Sends a question behind the last message.
     *
     * @return whether it was taken; false while an answer is being written here, and for a question without text and images
     */
    boolean send(String text, List<Image> images);

    /** Stops the answer that is being written here; what came stays. */
    void stop();

    /** Asks for this answer once more, beside the one that is there. */
    void again(long answer);

    /** Asks an edited question, beside the one that is there, with its images. */
    void edit(long question, String text);

    /** Shows this version of a message and what followed it. */
    void version(long message);

    /** Has a model go on with an answer that was stopped or broke off, in the same message. */
    void goOn(long answer);

    /** Reads messages before those that are there. */
    void earlier();

    /** Reads messages behind those that are there. */
    void later();

    /** Goes to the end of the conversation. */
    void newest();

    /** What was typed and not sent in the open conversation when it was left; empty if nothing. */
    String draft();

    /** Keeps what was typed and not sent in the open conversation. */
    void draft(String text);

    /** Texts of questions of the open conversation that were changed and not asked, by the questions' numbers. */
    Map<Long, String> edits();

    /** Keeps what this question was changed to, until it is asked or left. */
    void keepEdit(long question, String text);

    /** The question stays as it is. */
    void leaveEdit(long question);

    /**
     * Leaves the answers that are being written to the daemon, which keeps them, and stores what has come. For any thread; blocks a
     * moment, or some seconds where the disk hangs.
     */
    @Override
    void close();
}
