package online.cloudtolocalllm.daemon.ipc;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import online.cloudtolocalllm.broker.relay.ClientFields;

/** Which {@code headers} a {@code PROXY_REQUEST} may carry: those that may pass up to a connection, and X-Privacy. Pure. */
public final class ProxyHeaders {

    /** The most headers that are taken. */
    public static final int MOST = 64;

    /** The longest value that is taken, in characters. */
    public static final int LONGEST_VALUE = 8 * 1024;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}");

    /** What the router reads itself. */
    private static final String PRIVACY = "x-privacy";

    private static final Set<String> CREDENTIALS =
            Set.of("authorization", "cookie", "x-api-key", "api-key", "x-goog-api-key");

    private ProxyHeaders() {}

    /** Why the header is refused, as a whole sentence; empty if it is fine. */
    public static Optional<String> refusal(String name, String value) {
        if (!NAME.matcher(name).matches()) {
            return Optional.of("A header's name is not a name that HTTP allows.");
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (CREDENTIALS.contains(lower)) {
            return Optional.of("The header " + name
                    + " cannot be sent: the daemon adds the credential of the connection that serves.");
        }
        if (!lower.equals(PRIVACY) && !ClientFields.mayPassUp(lower)) {
            return Optional.of("The header " + name + " is set by the daemon and cannot be chosen.");
        }
        if (value.length() > LONGEST_VALUE) {
            return Optional.of("The header " + name + " is longer than " + LONGEST_VALUE + " characters.");
        }
        if (value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c >= 0x7f)) {
            return Optional.of("The header " + name + " holds a character that HTTP does not allow.");
        }
        return Optional.empty();
    }
}
