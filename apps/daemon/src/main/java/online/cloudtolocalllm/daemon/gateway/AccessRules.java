package online.cloudtolocalllm.daemon.gateway;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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

    /** Fewer than lead to this computer: what a client calls a gateway of its own, and no address that a page could be served from. */
    private static final Set<String> OWN_NAMES = Set.of("127.0.0.1", "localhost", "::1");

    private static final Set<String> OWN_SCHEMES = Set.of("http", "https");

    /** TRACE is not among them: an upstream that answers it shows the credential that this gateway added. */
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    /** Schemes whose pages come with an installed program and never from the network. */
    private static final Set<String> PROGRAM_SCHEMES = Set.of("app", "tauri", "vscode-webview", "vscode-file");

    /** Copies the sets, in lower case. */
    public AccessRules {
        allowedHosts = lowerCase(allowedHosts);
        allowedOrigins = lowerCase(allowedOrigins);
    }

    private static Set<String> lowerCase(Set<String> texts) {
        return texts.stream().map(text -> text.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
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
            return refused(505, "This gateway speaks HTTP/1.1. Ask again in that version.");
        }
        return checkHost(request, port).or(() -> checkOrigin(request.headers())).or(() -> checkMethod(request));
    }

    private static Refused malformed(Throwable cause) {
        return cause instanceof RequestFault fault
                ? new Refused(fault.status(), String.valueOf(fault.getMessage()))
                : new Refused(400, "The request is not valid HTTP/1.1. Check the program that sent it.");
    }

    private static Optional<Refused> checkMethod(HttpRequest request) {
        String method = request.method().name();
        if (METHODS.contains(method)) {
            return Optional.empty();
        }
        return switch (method) {
            case "CONNECT" ->
                refused(405, "This gateway is no proxy for other hosts. Ask for a path such as /api/chat.");
            case "TRACE" -> refused(405, "TRACE is refused, because it would show credentials. Use GET or POST.");
            default -> refused(501, "The method is not known. Use GET or POST, in upper case.");
        };
    }

    private Optional<Refused> checkHost(HttpRequest request, int port) {
        List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
        if (hosts.size() > 1) {
            return refused(400, "The request has two Host fields. Send one.");
        }
        if (hosts.isEmpty()) {
            return request.protocolVersion().equals(HttpVersion.HTTP_1_0)
                    ? Optional.empty()
                    : refused(400, "The request has no Host field. Send one, or speak HTTP/1.0.");
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
        return isUsual(authority) || isAnotherOwnHost(authority, port);
    }

    /** What nearly every client sends, told without making anything of it. */
    private static boolean isUsual(String authority) {
        if (!authority.startsWith("127.0.0.1:") && !authority.startsWith("localhost:")) {
            return false;
        }
        int port = 0;
        for (int i = "localhost:".length(); i < authority.length() && port <= 65_535; i++) {
            char c = authority.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
            port = port * 10 + (c - '0');
        }
        return authority.length() > "localhost:".length()
                && authority.length() <= "localhost:65535".length()
                && port <= 65_535;
    }

    private boolean isAnotherOwnHost(String authority, int port) {
        String lower = authority.toLowerCase(Locale.ROOT);
        if (allowedHosts.contains(lower)) {
            return true;
        }
        return HostPort.parse(lower, new HostPort("", port))
                .filter(host -> !lower.startsWith("http://") && !lower.endsWith("/"))
                .filter(host -> lower.startsWith("[") == host.host().indexOf(':') >= 0)
                .filter(host -> OWN_NAMES.contains(host.host()) || allowedHosts.contains(host.host()))
                .isPresent();
    }

    private Optional<Refused> checkOrigin(HttpHeaders headers) {
        List<String> origins = headers.getAll(HttpHeaderNames.ORIGIN);
        if (origins.size() > 1 || (origins.size() == 1 && !isAllowedOrigin(origins.getFirst()))) {
            return refused(
                    403,
                    "Web pages from elsewhere may not use this gateway. If you trust this one, add its origin to"
                            + " gateway.allowed_origins in daemon_config.json.");
        }
        if (origins.isEmpty() && headers.containsValue("Sec-Fetch-Site", "cross-site", true)) {
            return refused(403, "Web pages from elsewhere may not use this gateway. Open its address itself.");
        }
        return Optional.empty();
    }

    private boolean isAllowedOrigin(String origin) {
        String lower = origin.toLowerCase(Locale.ROOT);
        if (allowedOrigins.contains(lower)) {
            return true;
        }
        try {
            URI uri = new URI(lower);
            String scheme = String.valueOf(uri.getScheme());
            if (PROGRAM_SCHEMES.contains(scheme)) {
                return true;
            }
            String host = String.valueOf(uri.getHost()).replaceAll("[\\[\\]]", "");
            boolean nothingElse =
                    (scheme + "://" + uri.getRawAuthority()).equals(lower) && uri.getRawUserInfo() == null;
            return OWN_SCHEMES.contains(scheme) && OWN_NAMES.contains(host) && nothingElse;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static Optional<Refused> refused(int status, String message) {
        return Optional.of(new Refused(status, message));
    }
}
