package online.cloudtolocalllm.chat.view.talk;

import java.time.ZoneId;
import java.util.function.Consumer;
import javafx.scene.layout.Region;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.chat.model.talk.OpenConversation;
import online.cloudtolocalllm.chat.model.talk.Role;
import online.cloudtolocalllm.protocol.TimeSource;

/** One message, drawn. For JavaFX's thread. */
sealed interface MessageCard permits QuestionCard, AnswerCard {

    /**
     * What the cards of a conversation have in common.
     *
     * @param talk what is done with messages
     * @param openLink is given the address of a link that was clicked
     * @param folds what the reader opened
     * @param toBox goes to where messages are written
     * @param time tells today from other days
     * @param zone of the clock on the wall
     */
    record Surroundings(
            OpenConversation talk,
            Consumer<String> openLink,
            Folds folds,
            Runnable toBox,
            TimeSource time,
            ZoneId zone) {}

    /**
     * How a message stands in its conversation.
     *
     * @param answering whether an answer is being written in it, so that nothing else can be begun
     * @param last whether nothing follows it
     * @param marked whether it is the one that was looked for
     */
    record Standing(boolean answering, boolean last, boolean marked) {}

    /** An empty one for a message of this role. */
    static MessageCard of(Role role, Surroundings surroundings) {
        return switch (role) {
            case USER -> new QuestionCard(surroundings);
            case ASSISTANT -> new AnswerCard(surroundings);
        };
    }

    /** What is drawn. */
    Region root();

    /** Shows a message; what is as before is not drawn anew. */
    void show(Message message, Standing standing);

    /** Whether a part of what it shows waits to be drawn. */
    boolean waiting();

    /**
     * Draws one part that waits.
     *
     * @param upwards whether it is the last of them instead of the first
     */
    void begin(boolean upwards);

    /** Whether it has to stay although it is out of sight, because something is being written in it. */
    boolean inUse();
}
