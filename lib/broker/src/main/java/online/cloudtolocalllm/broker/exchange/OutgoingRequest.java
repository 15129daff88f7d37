package online.cloudtolocalllm.broker.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Optional;
import online.cloudtolocalllm.broker.relay.RelayRequest;
import online.cloudtolocalllm.broker.upstream.CloudLayouts;
import online.cloudtolocalllm.broker.upstream.HeaderRules;
import online.cloudtolocalllm.broker.upstream.UpstreamPaths;
import online.cloudtolocalllm.config.ConnectionSettings;

/** Makes of a client's request the one that a connection gets. Pure. */
final class OutgoingRequest {

    private OutgoingRequest() {}

    /**
     * The head of the request; its body's length is stated where it is known, whatever framing the client used.
     *
     * @param instead what is sent in the place of the body, if anything is
     */
    static HttpRequest head(
            ConnectionSettings to,
            CloudLayouts layouts,
            RelayRequest request,
            BodyStore body,
            Optional<ByteBuf> instead) {
        HttpHeaders headers = HeaderRules.towards(to, request.headers());
        boolean bodyExpected = request.method().equals(HttpMethod.POST) || request.contentLength() != 0;
        if (instead.isPresent()) {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, instead.get().readableBytes());
        } else if (body.isComplete() && (body.heldBytes() > 0 || bodyExpected)) {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, body.heldBytes());
        } else if (!body.isComplete() && request.contentLength() >= 0) {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, request.contentLength());
        } else if (!body.isComplete()) {
            headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        }
        String target = UpstreamPaths.map(to, layouts, request.target());
        return new DefaultHttpRequest(HttpVersion.HTTP_1_1, request.method(), target, headers);
    }
}
