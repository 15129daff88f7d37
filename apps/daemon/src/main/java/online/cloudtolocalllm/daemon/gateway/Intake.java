package online.cloudtolocalllm.daemon.gateway;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.broker.relay.RelayRequest;
import online.cloudtolocalllm.broker.route.Privacy;
import online.cloudtolocalllm.broker.route.RequestTarget;
import online.cloudtolocalllm.protocol.status.ConnectionId;

/** What is to be done with a request, decided by its head alone. Pure. */
sealed interface Intake {

    /**
     * It is answered with an error.
     *
     * @param admitted whether it may come from where it comes, so that a web page may read the error and the connection may
     *     be used again
     */
    record Refused(int status, String message, boolean admitted) implements Intake {}

    /** A browser asks whether a page may ask. */
    record Preflight() implements Intake {}

    /** One of the gateway's own documents is asked for. */
    record Page(RequestTarget target) implements Intake {}

    /**
     * It is the broker's.
     *
     * @param bodyLimit bytes that its body may have
     * @param awaitsContinue whether the client wants to be told before it sends the body
     */
    record Forward(RelayRequest request, long bodyLimit, boolean awaitsContinue) implements Intake {}

    /** Decides. */
    static Intake of(HttpRequest request, AccessRules access, int port, GatewayLimits limits, String requestId) {
        Optional<AccessRules.Refused> stranger = access.check(request, port);
        if (stranger.isPresent()) {
            return new Refused(stranger.get().status(), stranger.get().message(), false);
        }
        RequestTarget.Reading reading = originForm(request.uri(), access, port)
                .map(RequestTarget::read)
                .orElseGet(() -> new RequestTarget.Reading.Refused("must not name another host"));
        return switch (reading) {
            case RequestTarget.Reading.Refused(String why) ->
                new Refused(400, "The path " + why + ". Ask for a path such as /api/chat.", false);
            case RequestTarget.Reading.Plain(RequestTarget target) -> of(request, target, limits, requestId);
        };
    }

    private static Intake of(HttpRequest request, RequestTarget target, GatewayLimits limits, String requestId) {
        if (Cors.isPreflight(request)) {
            return new Preflight();
        }
        String path = target.path();
        if (!path.startsWith(GatewayPages.PREFIX)) {
            return forward(request, target, limits, requestId);
        }
        String method = request.method().name();
        return method.equals("GET") || method.equals("HEAD")
                ? new Page(target)
                : refused(405, path + " can only be read. Use GET.");
    }

    /** The path by which the shape of errors is chosen; also of requests that are refused, and whatever the target's form. */
    static String shownPath(HttpRequest request) {
        String uri = request.uri();
        int question = uri.indexOf('?');
        String path = question < 0 ? uri : uri.substring(0, question);
        int scheme = path.startsWith("/") ? -1 : path.indexOf("://");
        int start = scheme < 0 ? 0 : path.indexOf('/', scheme + "://".length());
        return start < 0 ? "/" : path.substring(start);
    }

    /** The target in origin form; in absolute form (RFC 9112, section 3.2.2) only if it names this gateway. */
    private static Optional<String> originForm(String uri, AccessRules access, int port) {
        if (!uri.startsWith("http://")) {
            return Optional.of(uri);
        }
        int slash = uri.indexOf('/', "http://".length());
        String authority = uri.substring("http://".length(), slash < 0 ? uri.length() : slash);
        return access.isOwnHost(authority, port)
                ? Optional.of(slash < 0 ? "/" : uri.substring(slash))
                : Optional.empty();
    }

    private static Intake forward(HttpRequest request, RequestTarget target, GatewayLimits limits, String requestId) {
        HttpHeaders headers = request.headers();
        List<String> pins = headers.getAll("X-Connection");
        if (pins.size() > 1 || (pins.size() == 1 && !ConnectionId.isValid(pins.getFirst()))) {
            return refused(
                    400, "X-Connection is not the name of one connection. \"cloudtolocalllm status\" lists them.");
        }
        List<String> privacies = headers.getAll("X-Privacy");
        Optional<Privacy> privacy = Privacy.ofHeader(privacies.isEmpty() ? "any" : privacies.getFirst());
        if (privacies.size() > 1 || privacy.isEmpty()) {
            return refused(400, "X-Privacy must be local, lan or any, and be said once.");
        }
        long length = HttpUtil.isTransferEncodingChunked(request) ? -1 : HttpUtil.getContentLength(request, 0L);
        long bodyLimit = target.path().startsWith("/api/blobs/") ? Long.MAX_VALUE : limits.bodyBytes();
        if (length > bodyLimit) {
            return refused(413, limits.bodyTooLarge());
        }
        // HTTP/1.0 knows no 100-continue, and a server must overlook it there (RFC 9110, section 10.1.1).
        boolean expects = headers.contains(HttpHeaderNames.EXPECT)
                && request.protocolVersion().equals(HttpVersion.HTTP_1_1);
        if (expects && !HttpUtil.is100ContinueExpected(request)) {
            return refused(
                    417, "The only expectation that can be met is 100-continue. Send the request without Expect.");
        }
        RelayRequest relayed = new RelayRequest(
                request.method(),
                target,
                headers,
                length,
                pins.isEmpty() ? Optional.empty() : Optional.of(new ConnectionId(pins.getFirst())),
                privacy.get(),
                false,
                requestId,
                Optional.empty());
        return new Forward(relayed, bodyLimit, expects && length != 0);
    }

    private static Refused refused(int status, String message) {
        return new Refused(status, message, true);
    }
}
