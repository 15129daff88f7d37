package online.cloudtolocalllm.chat.model.exchange;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import online.cloudtolocalllm.chat.model.talk.Conversation;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.chat.model.talk.Message.Versions;
import online.cloudtolocalllm.chat.model.talk.Stage;

/**
 * A conversation with all that belongs to it, outside of the store.
 *
 * @param conversation its number does not count
 * @param messages parents before children, numbered from 1; the last child of a parent is the chosen one
 */
public record WholeConversation(Conversation conversation, List<Message> messages) {

    private static final String CUT = "It was still being written when the conversation was exported.";

    /** Copies the list. */
    public WholeConversation {
        messages = List.copyOf(messages);
    }

    /**
     * One as the store has it.
     *
     * @param tree all its messages, parents before children
     * @param chosen those that are shown
     */
    public static WholeConversation of(Conversation conversation, List<Message> tree, List<Message> chosen) {
        Set<Long> shown = chosen.stream().map(Message::number).collect(Collectors.toUnmodifiableSet());
        Map<Long, List<Message>> children = tree.stream().collect(Collectors.groupingBy(Message::parent));
        // Stable: the others keep their age's order.
        children.values().forEach(siblings -> siblings.sort(Comparator.comparing(one -> shown.contains(one.number()))));
        Map<Long, Long> numbers = new HashMap<>(Map.of(0L, 0L));
        List<Message> ordered = new ArrayList<>();
        // Not by recursion: a conversation is as deep as it is long.
        Deque<Message> next = new ArrayDeque<>(children.getOrDefault(0L, List.of()));
        while (!next.isEmpty()) {
            Message message = next.removeFirst();
            long number = ordered.size() + 1L;
            ordered.add(renumbered(message, number, numbers.getOrDefault(message.parent(), 0L)));
            numbers.put(message.number(), number);
            children.getOrDefault(message.number(), List.of()).reversed().forEach(next::addFirst);
        }
        return new WholeConversation(conversation, ordered);
    }

    private static Message renumbered(Message message, long number, long parent) {
        Message ended = message.stage() == Stage.WRITING ? message.ended(Stage.BROKEN, CUT) : message;
        return new Message(
                number,
                parent,
                ended.role(),
                ended.text(),
                ended.thinking(),
                ended.images(),
                ended.tools(),
                ended.stage(),
                ended.problem(),
                ended.origin(),
                ended.at(),
                Versions.ONLY);
    }

    /** The messages that are shown, from the first. */
    public List<Message> shown() {
        Map<Long, Message> lastChild = messages.stream()
                .collect(Collectors.toUnmodifiableMap(Message::parent, message -> message, (older, newer) -> newer));
        List<Message> path = new ArrayList<>();
        for (Message at = lastChild.get(0L); at != null; at = lastChild.get(at.number())) {
            path.add(at);
        }
        return path;
    }
}
