package online.cloudtolocalllm.daemon.gateway;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.broker.relay.RelayRequest;
import online.cloudtolocalllm.broker.route.PathKind;
import online.cloudtolocalllm.broker.route.Privacy;
import online.cloudtolocalllm.config.daemon.KeyNeed;
import online.cloudtolocalllm.daemon.peer.Peers.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of a request, all rules together: whose connection it came on, its head, its key, and whether there is still time. */
final class FrontDoor {

    private static final Logger LOG = LoggerFactory.getLogger(FrontDoor.class);
    private static final String STRANGER =
            "This gateway serves programs of its own user only. To open it to all users of"
                    + " this computer, set gateway.allow_other_users in daemon_config.json.";
    private static final String UNTOLD =
            "The system did not tell whose program this is, so nothing is done for it. Try again in a moment.";
    static final String STOPPING = "The daemon is stopping. Ask again in a moment.";

    private static final String HEALTH = GatewayPages.PREFIX + "health";
    private static final String BEARER = "bearer ";

    private FrontDoor() {}

    /**
     * Decides. Where the rule of its key is stricter than a request's own wish for privacy, the rule counts.
     *
     * @param whose what is known of the connection's program
     */
    static Intake intake(HttpRequest request, Verdict whose, GatewayParts parts, String requestId) {
        try {
            return decide(request, whose, parts, requestId);
        } catch (RuntimeException e) {
            LOG.error("request {} failed unexpectedly", requestId, e);
            return new Intake.Refused(500, Interruptions.UNEXPECTED, false);
        }
    }

    private static Intake decide(HttpRequest request, Verdict whose, GatewayParts parts, String requestId) {
        if (whose != Verdict.ADMITTED) {
            return whose == Verdict.UNTOLD
                    ? new Intake.Refused(503, UNTOLD, false)
                    : new Intake.Refused(403, STRANGER, false);
        }
        KeyCheck keys = parts.guards().keys();
        boolean readable = request.decoderResult().isSuccess();
        KeyCheck.Caller caller = readable ? keys.caller(keysIn(request.headers())) : new KeyCheck.Caller.Anonymous();
        Intake intake = Intake.of(request, parts.guards().access(), parts.port(), parts.limits(), requestId);
        if (intake instanceof Intake.Refused(int ignored, String message, boolean admitted) && !admitted) {
            return intake;
        }
        if (intake instanceof Intake.Preflight) {
            return intake;
        }
        if (parts.clients().stopping()) {
            return new Intake.Refused(503, STOPPING, true);
        }
        Optional<String> refusal = keyRefusal(caller, keys.need(), intake);
        if (refusal.isPresent()) {
            return new Intake.Refused(401, refusal.get(), true);
        }
        return caller instanceof KeyCheck.Caller.Known(String app, Privacy rule)
                        && intake instanceof Intake.Forward forward
                ? new Intake.Forward(forward.request().of(app, rule), forward.bodyLimit(), forward.awaitsContinue())
                : intake;
    }

    /** The gateway keys in a head; another program's keys, and the placeholders that clients send, are not among them. */
    private static List<String> keysIn(HttpHeaders headers) {
        List<String> keys = new ArrayList<>(1);
        for (String value : headers.getAll(HttpHeaderNames.AUTHORIZATION)) {
            if (value.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
                keys.add(value.substring(BEARER.length()).strip());
            }
        }
        keys.addAll(headers.getAll("X-Api-Key"));
        return keys.stream()
                .filter(key -> key.startsWith(KeyCheck.PREFIX))
                .distinct()
                .toList();
    }

    private static Optional<String> keyRefusal(KeyCheck.Caller caller, KeyNeed need, Intake intake) {
        return switch (caller) {
            case KeyCheck.Caller.Known ignored -> Optional.empty();
            case KeyCheck.Caller.Unknown ignored ->
                Optional.of("The gateway key is not known, or was revoked. Make another with"
                        + " \"cloudtolocalllm keys create NAME\".");
            case KeyCheck.Caller.Anonymous ignored
            when needsKey(need, intake) ->
                Optional.of("A gateway key is needed. Make one with \"cloudtolocalllm keys create NAME\" and send it as"
                        + " \"Authorization: Bearer KEY\" or \"x-api-key: KEY\".");
            case KeyCheck.Caller.Anonymous ignored -> Optional.empty();
        };
    }

    /** What is not known to read or to ask may change something: models, files, tunings. */
    private static boolean mayChangeSomething(RelayRequest request) {
        return switch (PathKind.of(request.method().name(), request.target().path())) {
            case MANAGE, OTHER -> true;
            case INFERENCE, READ -> false;
        };
    }

    private static boolean needsKey(KeyNeed need, Intake intake) {
        return switch (need) {
            case NO -> false;
            case MANAGE -> intake instanceof Intake.Forward forward && mayChangeSomething(forward.request());
            case ALWAYS ->
                !(intake instanceof Intake.Page page && page.target().path().equals(HEALTH));
        };
    }
}
