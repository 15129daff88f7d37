package online.cloudtolocalllm.broker.exchange;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import online.cloudtolocalllm.protocol.status.ConnectionId;

/** The head of an upstream's answer with only the fields that may pass. */
record UpstreamHead(HttpResponseStatus status, HttpHeaders headers, ConnectionId servedBy) {}
