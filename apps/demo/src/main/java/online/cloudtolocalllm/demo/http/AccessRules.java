package online.cloudtolocalllm.demo.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import online.cloudtolocalllm.protocol.HostPort;

/**
 * Who may ask: only requests that name this computer as their host, so that no web page reaches the demo through a
 * foreign name, and in the cloud's role only those with the token. Thread-safe.
 */
public final class AccessRules {

    private static final HostPort NOWHERE = new HostPort("", 0);

    private final Optional<CloudToken> token;

    /** Rules that demand this token, if there is one. */
    public AccessRules(Optional<CloudToken> token) {
        this.token = token;
    }

    /**
     * The refusal that the request's headers deserve, if any.
     *
     * @param hosts the values of {@code Host}
     * @param origins the values of {@code Origin}
     * @param authorization the values of {@code Authorization}
     */
    Optional<Reply> refusal(List<String> hosts, List<String> origins, List<String> authorization) {
        if (!hosts.stream().allMatch(AccessRules::isThisComputer)
                || !origins.stream().allMatch(AccessRules::isOwn)) {
            return Optional.of(Reply.empty(403));
        }
        if (token.isPresent() && !token.get().accepts(authorization)) {
            String why = "the demo cloud needs the bearer token from its token file";
            return Optional.of(Reply.json(401, Map.of("WWW-Authenticate", "Bearer"), "{\"error\":\"" + why + "\"}"));
        }
        return Optional.empty();
    }

    private static boolean isThisComputer(String host) {
        String name =
                HostPort.parse(host, NOWHERE).map(HostPort::host).orElse("").toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.equals("::1")
                || name.matches("127(\\.[0-9]{1,3}){3}");
    }

    /** Pages of this computer and desktop programs that show pages of their own, such as {@code app://}. */
    private static boolean isOwn(String origin) {
        if (origin.startsWith("http://") || origin.startsWith("https://")) {
            return isThisComputer(origin.substring(origin.indexOf("//") + 2));
        }
        return !origin.equals("null");
    }
}
