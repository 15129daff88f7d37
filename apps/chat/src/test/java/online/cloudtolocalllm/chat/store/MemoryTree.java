package online.cloudtolocalllm.chat.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import online.cloudtolocalllm.chat.model.talk.Kept;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.chat.model.talk.Opened;

/** The messages of all conversations of a {@link MemoryStore}. Guarded by that store's lock. */
final class MemoryTree {

    private final Map<Long, Node> nodes = new TreeMap<>();
    private final Map<Place, List<Long>> children = new HashMap<>();
    private final Map<Place, Long> chosen = new HashMap<>();

    /** A message with what the store knows of it. */
    record Node(long conversation, Message message, Kept kept) {}

    private record Place(long conversation, long parent) {}

    private static Place placeOf(Node node) {
        return new Place(node.conversation(), node.message().parent());
    }

    void add(long conversation, Message message) {
        Node node = new Node(conversation, message, Kept.NOTHING);
        nodes.put(message.number(), node);
        children.computeIfAbsent(placeOf(node), place -> new ArrayList<>()).add(message.number());
        chosen.put(placeOf(node), message.number());
    }

    boolean replace(Message message, Kept kept) {
        Node before = nodes.get(message.number());
        if (before == null) {
            return false;
        }
        Message old = before.message();
        Message now = old.so(message.text(), message.thinking(), message.tools(), message.origin())
                .ended(message.stage(), message.problem());
        nodes.put(message.number(), new Node(before.conversation(), now, kept));
        return true;
    }

    Optional<Node> node(long number) {
        return Optional.ofNullable(nodes.get(number));
    }

    List<Node> all() {
        return List.copyOf(nodes.values());
    }

    List<Message> of(long conversation) {
        return nodes.values().stream()
                .filter(node -> node.conversation() == conversation)
                .map(node -> shown(node))
                .toList();
    }

    void remove(long conversation) {
        nodes.values().removeIf(node -> node.conversation() == conversation);
        children.keySet().removeIf(place -> place.conversation() == conversation);
        chosen.keySet().removeIf(place -> place.conversation() == conversation);
    }

    /** As the store gives it: with its place among the versions. */
    Message shown(Node node) {
        List<Long> versions = children.getOrDefault(placeOf(node), List.of());
        Message message = node.message();
        return at(
                message,
                message.number(),
                message.parent(),
                versions.size() > 1
                        ? new Message.Versions(versions, versions.indexOf(message.number()))
                        : Message.Versions.ONLY);
    }

    /** A copy for another place. */
    static Message under(Message message, long number, long parent) {
        return at(message, number, parent, Message.Versions.ONLY);
    }

    private static Message at(Message message, long number, long parent, Message.Versions versions) {
        return new Message(
                number,
                parent,
                message.role(),
                message.text(),
                message.thinking(),
                message.images(),
                message.tools(),
                message.stage(),
                message.problem(),
                message.origin(),
                message.at(),
                versions);
    }

    boolean choose(long number) {
        Node node = nodes.get(number);
        if (node == null) {
            return false;
        }
        chosen.put(placeOf(node), number);
        return true;
    }

    /** Makes a message and all before it chosen. */
    boolean chooseUpTo(long number) {
        Node node = nodes.get(number);
        for (Node next = node; next != null; next = nodes.get(next.message().parent())) {
            choose(next.message().number());
        }
        return node != null;
    }

    List<Message> pathTo(long number) {
        List<Message> path = new ArrayList<>();
        for (Node next = nodes.get(number);
                next != null;
                next = nodes.get(next.message().parent())) {
            path.addFirst(shown(next));
        }
        return path;
    }

    /** The chosen messages of a conversation. */
    List<Message> chosen(long conversation) {
        List<Message> path = new ArrayList<>();
        Long next = chosen.get(new Place(conversation, 0));
        while (next != null) {
            Node node = nodes.get(next);
            if (node == null) {
                break;
            }
            path.add(shown(node));
            next = chosen.get(new Place(conversation, next));
        }
        return path;
    }

    /** A part of the chosen messages. */
    static Opened part(List<Message> path, int from, int to) {
        int first = Math.max(0, from);
        int behind = Math.min(path.size(), to);
        return new Opened(path.subList(first, Math.max(first, behind)), first > 0, behind < path.size());
    }

    /** Where a message stands among its conversation's chosen ones; the list is empty if it is none of them. */
    Standing standing(long number) {
        List<Message> path =
                node(number).map(node -> chosen(node.conversation())).orElse(List.of());
        for (int i = 0; i < path.size(); i++) {
            if (path.get(i).number() == number) {
                return new Standing(path, i);
            }
        }
        return new Standing(List.of(), -1);
    }

    record Standing(List<Message> path, int index) {

        boolean there() {
            return index >= 0;
        }
    }
}
