package online.cloudtolocalllm.broker.route;

import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.protocol.status.ConnectionId;

/**
 * A decision of the router with its reasons.
 *
 * @param stops who would be asked, in this order
 * @param leftOut who would not
 * @param refusal what the request would be refused with; there are no stops then
 */
public record Explanation(List<Step> stops, List<LeftOut> leftOut, Optional<Plan.Nowhere> refusal) {

    /** Copies the lists. */
    public Explanation {
        stops = List.copyOf(stops);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * A connection that would be asked.
     *
     * @param stop who, and under which name of the model
     * @param why it has its place, as the rest of a sentence that begins with its name
     */
    public record Step(Stop stop, String why) {}

    /**
     * A connection that would not be asked.
     *
     * @param connection its name
     * @param why not, as the rest of a sentence that begins with its name
     */
    public record LeftOut(ConnectionId connection, String why) {}
}
