package online.cloudtolocalllm.broker.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import online.cloudtolocalllm.broker.model.KeepAliveTime;
import online.cloudtolocalllm.broker.relay.RelayRequest;
import online.cloudtolocalllm.broker.route.ModelPaths;
import online.cloudtolocalllm.broker.route.PathKind;
import online.cloudtolocalllm.broker.route.RouteCandidate;
import online.cloudtolocalllm.broker.route.RouteRequest;
import online.cloudtolocalllm.broker.route.Router;
import online.cloudtolocalllm.broker.route.Still;
import online.cloudtolocalllm.broker.route.Stop;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.config.PrivacyRules;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import org.jspecify.annotations.Nullable;

/** What a request asks for, as routing sees it: its model, its body, its conversation. Lives on one event loop. */
final class Question {

    private final RelayRequest request;
    private final PathKind kind;
    private final RelayTools tools;
    private final boolean chosenByModel;
    private final ModelName name;
    private PrivacyRules rules = PrivacyRules.NONE;
    private @Nullable RouteRequest planned;

    Question(RelayRequest request, PathKind kind, RelayTools tools) {
        String path = request.target().path();
        this.request = request;
        this.kind = kind;
        this.tools = tools;
        this.chosenByModel = ModelPaths.chosenByModel(kind, path);
        this.name = new ModelName(ModelPaths.key(path));
    }

    /** Whether the body must be looked at before a connection is chosen. */
    boolean needsBody() {
        return chosenByModel;
    }

    /** Looks at a piece of the body. */
    void watch(ByteBuf piece) {
        name.watch(piece);
    }

    /** The model's name for people; empty if there is none. */
    String model() {
        return name.shown();
    }

    /** What to ask the router. */
    RouteRequest forRouter(BodyStore body) {
        Optional<String> exact = Optional.of(name.exact()).filter(text -> !text.isEmpty());
        Optional<ConnectionId> before = kind == PathKind.INFERENCE && exact.isPresent()
                ? tools.conversations().before(client(), exact.get())
                : Optional.empty();
        rules = tools.privacy().get();
        planned = new RouteRequest(
                kind,
                request.target().path(),
                request.pinned(),
                request.limits(rules),
                exact,
                state(body),
                before,
                tools.early());
        return planned;
    }

    /**
     * Whether a stop of the plan may be asked now, and how. Between the plan and this moment its owner may have changed it,
     * switched it off, or forbidden it this request.
     *
     * @param first whether nobody was asked before
     */
    Still still(Stop stop, boolean first) {
        List<RouteCandidate> all = tools.board().candidates();
        PrivacyRules now = tools.privacy().get();
        if (now.equals(rules)
                && all.stream().anyMatch(candidate -> candidate.settings().equals(stop.connection()))) {
            return new Still.Yes(stop);
        }
        RouteRequest asked = Objects.requireNonNull(planned).withLimits(request.limits(now));
        return Router.still(asked, stop.connection().id(), all, first);
    }

    private RouteRequest.Body state(BodyStore body) {
        if (request.contentLength() == 0 && kind != PathKind.INFERENCE) {
            return RouteRequest.Body.NONE;
        }
        if (!chosenByModel || !body.isComplete()) {
            return RouteRequest.Body.PASSING;
        }
        return name.isReadable() ? RouteRequest.Body.AT_HAND : RouteRequest.Body.UNREADABLE;
    }

    /** The body with the name that the connection knows, if it knows another; the caller must release it. */
    Optional<ByteBuf> renamed(BodyStore body, Stop stop) {
        return stop.model()
                .flatMap(there -> body.withModel(ModelPaths.key(request.target().path()), name.exact(), there));
    }

    /**
     * A connection answers: the next request of this conversation goes there, if it was the first that was asked and answers
     * well. One refusal of a connection that serves otherwise does not move a conversation.
     */
    void answered(ConnectionSettings by, UpstreamHead head, boolean first) {
        if (first
                && head.status().code() / 100 == 2
                && kind == PathKind.INFERENCE
                && request.pinned().isEmpty()
                && !name.exact().isEmpty()) {
            tools.conversations().served(client(), name.exact(), by, KeepAliveTime.read(name.keepAlive()));
        }
    }

    /** Who asks, as far as can be told. */
    private String client() {
        return request.app().orElseGet(() -> request.headers().get(HttpHeaderNames.USER_AGENT, ""));
    }
}
