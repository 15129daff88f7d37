package online.cloudtolocalllm.broker.route;

import java.util.Optional;
import online.cloudtolocalllm.protocol.status.ConnectionId;

/**
 * What routing needs to know of a request.
 *
 * @param kind what it asks for
 * @param path its path
 * @param pinned the connection that its sender named
 * @param limits how far it may travel
 * @param model the model that it names
 * @param body whether its body can be read and changed
 * @param sticky the connection that served its conversation before
 * @param early whether it comes so soon after the start that lists may be read any moment: a connection whose list is not known
 *     counts as having the model then
 */
public record RouteRequest(
        PathKind kind,
        String path,
        Optional<ConnectionId> pinned,
        Limits limits,
        Optional<String> model,
        Body body,
        Optional<ConnectionId> sticky,
        boolean early) {

    /** What is known of a request's body. */
    public enum Body {
        /** It is at hand, so that a name in it can be changed. */
        AT_HAND,
        /** It is too large to be kept, or not needed before the choice: it passes as it comes. */
        PASSING,
        /** It is there, but no JSON in which a model could be found. */
        UNREADABLE,
        /** There is none. */
        NONE
    }

    /** A request that names no model. */
    public RouteRequest(PathKind kind, String path, Optional<ConnectionId> pinned, Privacy privacy) {
        this(kind, path, pinned, Limits.of(privacy), Optional.empty(), Body.AT_HAND, Optional.empty(), false);
    }

    /** A copy that asks for this model. */
    public RouteRequest withModel(String name) {
        return new RouteRequest(kind, path, pinned, limits, Optional.of(name), body, sticky, early);
    }

    /** A copy whose conversation was served by this connection before. */
    public RouteRequest withSticky(ConnectionId before) {
        return new RouteRequest(kind, path, pinned, limits, model, body, Optional.of(before), early);
    }

    /** A copy that comes soon after the start. */
    public RouteRequest atTheStart() {
        return new RouteRequest(kind, path, pinned, limits, model, body, sticky, true);
    }

    /** A copy that may travel so far. */
    public RouteRequest withLimits(Limits other) {
        return new RouteRequest(kind, path, pinned, other, model, body, sticky, early);
    }

    /** A copy with another body. */
    public RouteRequest withBody(Body other) {
        return new RouteRequest(kind, path, pinned, limits, model, other, sticky, early);
    }

    /**
     * Whether it may carry a prompt without saying plainly for which model: whatever has a body, and does not go to a path that is
     * known to read or to change models only.
     */
    boolean hidesModel() {
        return model.isEmpty()
                && switch (kind) {
                    case INFERENCE -> true;
                    case READ -> body != Body.NONE && !PathKind.onlyReads(path);
                    case MANAGE -> false;
                    case OTHER -> body != Body.NONE;
                };
    }
}
