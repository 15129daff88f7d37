package online.cloudtolocalllm.daemon.gateway;

import io.netty.handler.codec.http.HttpRequest;
import java.util.concurrent.atomic.AtomicLong;
import online.cloudtolocalllm.broker.Broker;
import online.cloudtolocalllm.protocol.TimeSource;

/**
 * What all connections of one gateway share.
 *
 * @param broker answers requests
 * @param guards who may ask
 * @param pages the gateway's own documents
 * @param limits what is put up with
 * @param time clocks
 * @param port the port that the gateway listens on
 * @param instance tells request ids of this run from those of others
 * @param clients the connections that are open
 * @param requests how many there were
 */
record GatewayParts(
        Broker broker,
        Guards guards,
        GatewayPages pages,
        GatewayLimits limits,
        TimeSource time,
        int port,
        String instance,
        Clients clients,
        AtomicLong requests) {

    /** The client's own request id if it has a plain one, otherwise a new one. */
    String requestId(HttpRequest request) {
        String given = request.headers().get("X-Request-Id");
        return given != null
                        && !given.isEmpty()
                        && given.length() <= 64
                        && given.chars().allMatch(c -> c > ' ' && c < 0x7f)
                ? given
                : instance + "-" + requests.incrementAndGet();
    }
}
