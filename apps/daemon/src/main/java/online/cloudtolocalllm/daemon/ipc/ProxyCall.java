package online.cloudtolocalllm.daemon.ipc;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import online.cloudtolocalllm.broker.route.RequestTarget;
import online.cloudtolocalllm.protocol.status.ConnectionId;

/**
 * A checked {@code PROXY_REQUEST}: one HTTP request.
 *
 * @param method the HTTP method, in capitals
 * @param target the path and query; never a host
 * @param body the JSON body; asks for a streamed or a whole answer, as {@code streamed} says, where the path can stream
 * @param connection the only connection that may serve it; empty leaves the choice to the router
 * @param headers further request headers that {@link ProxyHeaders} allows; names are looked up in any case
 * @param streamed whether the answer is wanted as it comes, and not whole
 * @param keep whether a streamed answer is wanted later if its client is lost
 */
public record ProxyCall(
        String method,
        RequestTarget target,
        Optional<ProxyBody> body,
        Optional<ConnectionId> connection,
        Map<String, String> headers,
        boolean streamed,
        boolean keep) {

    /** Copies the headers. */
    public ProxyCall {
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        headers = Collections.unmodifiableMap(copy);
    }
}
