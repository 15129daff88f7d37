package online.cloudtolocalllm.daemon;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.util.Optional;
import online.cloudtolocalllm.broker.relay.RelayRequest;
import online.cloudtolocalllm.broker.route.Privacy;
import online.cloudtolocalllm.daemon.ipc.ProxyBody;
import online.cloudtolocalllm.daemon.ipc.ProxyCall;

/** Makes the request of a {@code PROXY_REQUEST}. Pure. */
final class CallRequest {

    /** What to tell a client whose X-Privacy is none. */
    static final String WRONG_PRIVACY = "X-Privacy must be local, lan or any.";

    /** What to tell a client whose header cannot be written into a request. */
    static final String WRONG_HEADER = "A header holds something that HTTP does not allow.";

    private CallRequest() {}

    /** How far it may travel; empty if it says something that is no answer to that. */
    static Optional<Privacy> privacy(ProxyCall call) {
        return Privacy.ofHeader(call.headers().getOrDefault("X-Privacy", "any"));
    }

    /** Its body as bytes; takes a while for a large one. */
    static ByteBuf body(ProxyCall call) {
        return call.body().map(ProxyBody::bytes).orElse(Unpooled.EMPTY_BUFFER);
    }

    /**
     * The request; empty if one of its headers cannot be sent, which {@link online.cloudtolocalllm.daemon.ipc.ProxyHeaders} should
     * have seen, but what writes the request has the last word.
     *
     * @param id its name in logs and lists
     * @param body its body, of which only the length counts
     */
    static Optional<RelayRequest> of(ProxyCall call, Privacy privacy, String id, ByteBuf body) {
        HttpHeaders headers = new DefaultHttpHeaders();
        try {
            call.headers().forEach(headers::set);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (body.isReadable() && !headers.contains(HttpHeaderNames.CONTENT_TYPE)) {
            headers.set(HttpHeaderNames.CONTENT_TYPE, "application/json");
        }
        if (call.streamed()) {
            // Its pieces are looked at.
            headers.set(HttpHeaderNames.ACCEPT_ENCODING, "identity");
        }
        return Optional.of(new RelayRequest(
                HttpMethod.valueOf(call.method()),
                call.target(),
                headers,
                body.readableBytes(),
                call.connection(),
                privacy,
                false,
                id,
                Optional.empty()));
    }
}
