package online.cloudtolocalllm.broker.exchange;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import online.cloudtolocalllm.protocol.status.ConnectionId;

/** The head of an upstream's answer with only the fields that may pass. */
record UpstreamHead(HttpResponseStatus status, HttpHeaders headers, ConnectionId servedBy) {

    /** The type of the body; empty if it is compressed and so cannot be looked into. */
    String readableType() {
        return headers.contains(HttpHeaderNames.CONTENT_ENCODING) ? "" : headers.get(HttpHeaderNames.CONTENT_TYPE, "");
    }
}
