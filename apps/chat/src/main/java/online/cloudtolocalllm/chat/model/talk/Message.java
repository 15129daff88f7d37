package online.cloudtolocalllm.chat.model.talk;

import java.time.Instant;
import java.util.List;

/**
 * One message. The messages of a conversation are a tree: an edited question or an answer that was asked for again is another child of the
 * same parent, and one of the children is chosen at each place.
 *
 * @param number its number in the store; 0 for one that is not stored
 * @param parent the message that it follows; 0 for the first of a conversation
 * @param role who said it
 * @param text what was said so far, as Markdown
 * @param thinking what the model thought; empty if nothing
 * @param images pictures of a question
 * @param tools functions that the model wanted called
 * @param stage how far it is
 * @param problem why it is not whole, as sentences; empty if it is, or was stopped
 * @param origin where an answer came from
 * @param at when it was begun
 * @param versions its place among the children of its parent
 */
public record Message(
        long number,
        long parent,
        Role role,
        String text,
        String thinking,
        List<Image> images,
        List<Tool> tools,
        Stage stage,
        String problem,
        Origin origin,
        Instant at,
        Versions versions) {

    /**
     * The place of a message among those that could stand there.
     *
     * @param numbers all of them, oldest first
     * @param index which of them this is, from 0
     */
    public record Versions(List<Long> numbers, int index) {

        /** There is only this one. */
        public static final Versions ONLY = new Versions(List.of(), 0);

        /** Copies the list. */
        public Versions {
            numbers = List.copyOf(numbers);
        }

        /** Whether there are others. */
        public boolean several() {
            return numbers.size() > 1;
        }
    }

    /** Copies the lists. */
    public Message {
        images = List.copyOf(images);
        tools = List.copyOf(tools);
    }

    /** A question that is not stored yet. */
    public static Message question(long parent, String text, List<Image> images, Instant at) {
        return new Message(
                0, parent, Role.USER, text, "", images, List.of(), Stage.WHOLE, "", Origin.PERSON, at, Versions.ONLY);
    }

    /** An answer of which nothing has come and that is not stored yet. */
    public static Message answer(long parent, String model, Instant at) {
        return new Message(
                0,
                parent,
                Role.ASSISTANT,
                "",
                "",
                List.of(),
                List.of(),
                Stage.WRITING,
                "",
                Origin.asked(model),
                at,
                Versions.ONLY);
    }

    /** A copy with another number. */
    public Message withNumber(long stored) {
        return new Message(stored, parent, role, text, thinking, images, tools, stage, problem, origin, at, versions);
    }

    /** A copy that is so far. */
    public Message so(String writtenText, String writtenThinking, List<Tool> wanted, Origin from) {
        return new Message(
                number, parent, role, writtenText, writtenThinking, images, wanted, stage, problem, from, at, versions);
    }

    /**
     * A copy that has come to this.
     *
     * @param why why it is not whole; empty if it is, or was stopped
     */
    public Message ended(Stage how, String why) {
        return new Message(number, parent, role, text, thinking, images, tools, how, why, origin, at, versions);
    }
}
