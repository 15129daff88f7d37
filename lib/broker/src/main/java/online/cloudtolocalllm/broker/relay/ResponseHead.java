package online.cloudtolocalllm.broker.relay;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;
import online.cloudtolocalllm.protocol.ipc.Tried;
import online.cloudtolocalllm.protocol.status.ConnectionId;

/**
 * The head of an answer.
 *
 * @param status the upstream's status
 * @param headers the upstream's header fields that may pass, Content-Length included if it gave one
 * @param servedBy who answers
 * @param attempts how many connections were asked, this one included
 * @param model the model that the request named, or empty
 * @param tried who did not answer before, in order
 */
public record ResponseHead(
        HttpResponseStatus status,
        HttpHeaders headers,
        ConnectionId servedBy,
        int attempts,
        String model,
        List<Tried> tried) {}
