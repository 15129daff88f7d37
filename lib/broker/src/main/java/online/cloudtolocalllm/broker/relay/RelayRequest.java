package online.cloudtolocalllm.broker.relay;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.util.Optional;
import online.cloudtolocalllm.broker.route.Limits;
import online.cloudtolocalllm.broker.route.Privacy;
import online.cloudtolocalllm.broker.route.RequestTarget;
import online.cloudtolocalllm.config.PrivacyRules;
import online.cloudtolocalllm.protocol.status.ConnectionId;

/**
 * A client's request without its body.
 *
 * @param method the HTTP method
 * @param target the target, already checked
 * @param headers the client's header fields, all of them; the broker chooses which pass
 * @param contentLength bytes of the body: 0 if there is none, -1 if its length is not known (chunked)
 * @param pinned the connection that the client named
 * @param privacy how far the request may travel
 * @param privacyOfKey whether not the client but the rule of its gateway key says how far
 * @param id the request's name in answers, logs and the journal
 * @param app the program that asks, by the name of its gateway key
 */
public record RelayRequest(
        HttpMethod method,
        RequestTarget target,
        HttpHeaders headers,
        long contentLength,
        Optional<ConnectionId> pinned,
        Privacy privacy,
        boolean privacyOfKey,
        String id,
        Optional<String> app) {

    /** How far it may travel by all that is said of it, with these rules of the settings. */
    public Limits limits(PrivacyRules rules) {
        return new Limits(privacy, privacyOfKey, rules);
    }

    /** The same request of a program whose gateway key lets it travel so far. */
    public RelayRequest of(String program, Privacy rule) {
        Privacy both = privacy.and(rule);
        return new RelayRequest(
                method, target, headers, contentLength, pinned, both, both != privacy, id, Optional.of(program));
    }
}
