package online.cloudtolocalllm.broker.relay;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which header fields of a client may pass up to a connection. Pure. */
public final class ClientFields {

    /** What belongs to one connection only (RFC 9110, section 7.6.1), to the way, or to the client alone. */
    private static final Set<String> STAY_HERE = Set.of(
            "connection",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings",
            "via",
            "forwarded",
            "host",
            "content-length",
            "expect",
            "authorization",
            "x-api-key",
            "api-key",
            "x-goog-api-key",
            "cookie",
            "origin",
            "referer",
            "x-connection",
            "x-privacy");

    private static final List<String> STAYING_PREFIXES = List.of("proxy-", "sec-", "access-control-");

    private ClientFields() {}

    /** Whether a field may pass, as far as its name tells; the client's {@code Connection} may name more that may not. */
    public static boolean mayPassUp(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (STAY_HERE.contains(lower)) {
            return false;
        }
        for (String prefix : STAYING_PREFIXES) {
            if (lower.startsWith(prefix)) {
                return false;
            }
        }
        return true;
    }
}
