package online.cloudtolocalllm.daemon.gateway;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import online.cloudtolocalllm.protocol.HostPort;

/**
 * Who may ask the gateway anything. Everything that is not plainly a program of this computer is refused before anything else
 * is done: a web page in the user's browser can reach this port, by its own scripts or under a name of its own that resolves
 * to 127.0.0.1 (DNS rebinding). Pure.
 *
 * @param allowedHosts further values of the Host field, with or without a port
 * @param allowedOrigins further values of the Origin field
 */
public record AccessRules(Set<String> allowedHosts, Set<String> allowedOrigins) {

    private static final Set<String> OWN_NAMES = Set.of("127.0.0.1", "localhost", "::1");
    private static final Set<String> OWN_SCHEMES = Set.of("http", "https");

    /** Schemes whose pages come with an installed program and never from the network. */
    private static final Set<String> PROGRAM_SCHEMES = Set.of("app", "tauri", "vscode-webview", "vscode-file");

    /** Copies the sets. */
    public AccessRules {
        allowedHosts = Set.copyOf(allowedHosts);
        allowedOrigins = Set.copyOf(allowedOrigins);
    }

    /** A refusal: an HTTP status and a sentence that says why and what to do. */
    public record Refused(int status, String message) {}

    /**
     * Judges the head of a request.
     *
     * @param request the head, as decoded
     * @param port the gateway's own port
     */
    public Optional<Refused> check(HttpRequest request, int port) {
        if (request.decoderResult().isFailure()) {
            return Optional.of(malformed(request.decoderResult().cause()));
        }
        if (!request.protocolVersion().equals(HttpVersion.HTTP_1_1)
                && !request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            return refused(505, "This gateway speaks HTTP/1.1.");
        }
        if (request.method().equals(HttpMethod.CONNECT)) {
            return refused(405, "This gateway is no proxy for other hosts. Ask for a path such as /api/chat.");
        }
        return checkHost(request, port).or(() -> checkOrigin(request.headers()));
    }

    private static Refused malformed(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException ignored -> new Refused(414, "The request target is longer than 16 KiB.");
            case TooLongHttpHeaderException ignored ->
                new Refused(431, "The header fields are larger than 64 KiB together.");
            default -> new Refused(400, "The request is not valid HTTP/1.1.");
        };
    }

    private Optional<Refused> checkHost(HttpRequest request, int port) {
        List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
        if (hosts.size() > 1) {
            return refused(400, "The request has two Host fields.");
        }
        if (hosts.isEmpty()) {
            return request.protocolVersion().equals(HttpVersion.HTTP_1_0)
                    ? Optional.empty()
                    : refused(400, "The request has no Host field.");
        }
        return isOwnHost(hosts.getFirst(), port)
                ? Optional.empty()
                : refused(
                        403,
                        "Requests for another host are refused. Use http://127.0.0.1:" + port
                                + ", or add the host to gateway.allowed_hosts in daemon_config.json.");
    }

    /**
     * Whether an authority names this gateway. The port does not matter: behind a forwarded port it is another one, and no
     * page of another site can make a browser send a loopback name.
     */
    boolean isOwnHost(String authority, int port) {
        if (isUsual(authority, "127.0.0.1:", port) || isUsual(authority, "localhost:", port)) {
            return true;
        }
        String lower = authority.toLowerCase(Locale.ROOT);
        if (allowedHosts.contains(lower)) {
            return true;
        }
        return HostPort.parse(lower, new HostPort("", port))
                .filter(host -> !lower.startsWith("http") && !lower.endsWith("/"))
                .filter(host -> OWN_NAMES.contains(host.host()) || allowedHosts.contains(host.host()))
                .isPresent();
    }

    /** What nearly every request says, without taking it apart. */
    private static boolean isUsual(String authority, String start, int port) {
        return authority.startsWith(start)
                && authority.substring(start.length()).equals(Integer.toString(port));
    }

    private Optional<Refused> checkOrigin(HttpHeaders headers) {
        List<String> origins = headers.getAll(HttpHeaderNames.ORIGIN);
        if (origins.size() > 1 || (origins.size() == 1 && !isAllowedOrigin(origins.getFirst()))) {
            return refused(
                    403,
                    "Web pages from elsewhere may not use this gateway. If you trust this one, add its origin to"
                            + " gateway.allowed_origins in daemon_config.json.");
        }
        if (origins.isEmpty() && "cross-site".equals(headers.get("Sec-Fetch-Site"))) {
            return refused(403, "Web pages from elsewhere may not use this gateway.");
        }
        return Optional.empty();
    }

    private boolean isAllowedOrigin(String origin) {
        if (allowedOrigins.contains(origin)) {
            return true;
        }
        try {
            URI uri = new URI(origin);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (PROGRAM_SCHEMES.contains(scheme)) {
                return true;
            }
            String host = uri.getHost() == null ? "" : uri.getHost().replaceAll("[\\[\\]]", "");
            return OWN_SCHEMES.contains(scheme)
                    && OWN_NAMES.contains(host.toLowerCase(Locale.ROOT))
                    && uri.getRawUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static Optional<Refused> refused(int status, String message) {
        return Optional.of(new Refused(status, message));
    }
}
