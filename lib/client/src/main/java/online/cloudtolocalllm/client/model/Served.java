package online.cloudtolocalllm.client.model;

import java.util.List;
import online.cloudtolocalllm.protocol.ipc.StreamEvent;
import online.cloudtolocalllm.protocol.ipc.Tried;
import online.cloudtolocalllm.protocol.json.JsonObject;

/**
 * Who answered a request, and who was asked before.
 *
 * @param connection the connection's name; {@code gateway} for what the daemon answers itself, such as merged lists
 * @param attempts how many connections were asked, the one that answered included; 0 if the daemon did not say
 * @param tried those that did not answer, in the order in which they were asked
 */
public record Served(String connection, int attempts, List<Tried> tried) {

    /** Copies the list. */
    public Served {
        tried = List.copyOf(tried);
    }

    /** Nobody is known to have answered. */
    public static final Served NOBODY = new Served("", 0, List.of());

    /** What the head of a streamed answer says. */
    public static Served of(StreamEvent.Head head) {
        return new Served(head.servedBy(), head.attempts(), head.tried());
    }

    /** What the reply to a request for a whole answer says. */
    public static Served of(JsonObject reply) {
        return new Served(
                reply.text("served_by", ""),
                Math.toIntExact(Math.clamp(reply.integer("attempts").orElse(0), 0, 1_000)),
                Tried.read(reply.array("tried")));
    }
}
