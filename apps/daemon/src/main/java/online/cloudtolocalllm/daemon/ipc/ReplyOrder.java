package online.cloudtolocalllm.daemon.ipc;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonValue;

/**
 * The unanswered requests of one connection. A reply to a request with an id leaves at once; replies to requests without one
 * leave in the order of the requests. Bounded: it never holds more requests than it was made for. Not thread-safe.
 */
final class ReplyOrder {

    private final int most;
    private final Set<JsonValue> ids = new HashSet<>();
    private final Deque<Ticket> unnamed = new ArrayDeque<>();
    private final Map<Ticket, Optional<String>> held = new HashMap<>();
    private long count;

    ReplyOrder(int most) {
        this.most = most;
    }

    /**
     * A request that awaits its reply.
     *
     * @param number unique in its connection
     * @param id the request's id, repeated in the reply
     * @param wording how its reply becomes text
     */
    record Ticket(long number, Optional<JsonValue> id, Wording wording) {

        /** The reply's text, with the id first; without a line feed. */
        String text(JsonObject reply) {
            return wording.text(withId(id, reply));
        }
    }

    /** Makes a reply's text, without a line feed. Pure. */
    @FunctionalInterface
    interface Wording {

        /** The text of a reply that has its id. */
        String text(JsonObject reply);
    }

    /** The reply with the id in front. */
    static JsonObject withId(Optional<JsonValue> id, JsonObject reply) {
        if (id.isEmpty()) {
            return reply;
        }
        JsonObject.Builder named = JsonObject.builder().put("id", id.get());
        reply.fields().forEach(named::put);
        return named.build();
    }

    boolean isFull() {
        return ids.size() + unnamed.size() >= most;
    }

    boolean isEmpty() {
        return ids.isEmpty() && unnamed.isEmpty();
    }

    boolean isWaiting(JsonValue id) {
        return ids.contains(id);
    }

    /** Takes a request in; neither full nor with an id that is waiting. */
    Ticket open(Optional<JsonValue> id) {
        Ticket ticket = new Ticket(count++, id, JsonObject::toJson);
        if (id.isPresent()) {
            ids.add(id.get());
        } else {
            unnamed.add(ticket);
        }
        return ticket;
    }

    /**
     * Takes a reply and returns the texts that may leave now, in order. A ticket that is not open yields nothing.
     *
     * @param text the reply; empty if the request gets none
     */
    List<String> close(Ticket ticket, Optional<String> text) {
        if (ticket.id().isPresent()) {
            return ids.remove(ticket.id().get()) ? text.stream().toList() : List.of();
        }
        if (!unnamed.contains(ticket)) {
            return List.of();
        }
        held.put(ticket, text);
        List<String> ready = new ArrayList<>();
        for (Ticket first = unnamed.peek(); first != null; first = unnamed.peek()) {
            Optional<String> reply = held.remove(first);
            if (reply == null) {
                break;
            }
            unnamed.remove();
            reply.ifPresent(ready::add);
        }
        return ready;
    }
}
