package online.cloudtolocalllm.broker.route;

import java.util.Optional;
import online.cloudtolocalllm.protocol.status.ConnectionId;

/**
 * What routing needs to know of a request.
 *
 * @param kind what it asks for
 * @param path its path
 * @param pinned the connection that its sender named
 * @param privacy how far it may travel
 * @param model the model that it names
 * @param body whether its body can be read and changed
 * @param sticky the connection that served its conversation before
 */
public record RouteRequest(
        PathKind kind,
        String path,
        Optional<ConnectionId> pinned,
        Privacy privacy,
        Optional<String> model,
        Body body,
        Optional<ConnectionId> sticky) {

    /** What is known of a request's body. */
    public enum Body {
        /** It is at hand, so that a name in it can be changed. */
        AT_HAND,
        /** It is too large to be kept, or not needed before the choice: it passes as it comes. */
        PASSING,
        /** It is there, but no JSON in which a model could be found. */
        UNREADABLE
    }

    /** A request that names no model. */
    public RouteRequest(PathKind kind, String path, Optional<ConnectionId> pinned, Privacy privacy) {
        this(kind, path, pinned, privacy, Optional.empty(), Body.AT_HAND, Optional.empty());
    }

    /** A copy that asks for this model. */
    public RouteRequest withModel(String name) {
        return new RouteRequest(kind, path, pinned, privacy, Optional.of(name), body, sticky);
    }

    /** A copy whose conversation was served by this connection before. */
    public RouteRequest withSticky(ConnectionId before) {
        return new RouteRequest(kind, path, pinned, privacy, model, body, Optional.of(before));
    }

    /** A copy with another body. */
    public RouteRequest withBody(Body other) {
        return new RouteRequest(kind, path, pinned, privacy, model, other, sticky);
    }
}
