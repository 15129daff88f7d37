package online.cloudtolocalllm.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import online.cloudtolocalllm.protocol.HostPort;
import online.cloudtolocalllm.protocol.LoopbackHost;

/**
 * Where a connection's server is (RFC 6454), with the path in front of its API.
 *
 * @param secure whether it is reached by https
 * @param address host and port
 * @param basePath the path in front of every request, without a slash at its end; often empty
 * @param authority the value of the Host field (RFC 9110, section 7.2): the port only where it is not the scheme's own
 * @param loopback whether the host is this computer
 */
public record Origin(boolean secure, HostPort address, String basePath, String authority, boolean loopback) {

    /** No address is longer, and to take a longer one apart at every look would take its time. */
    private static final int LONGEST = 2_000;

    /**
     * Reads a base URL. What is wrong with it is told without quoting it, except a host whose scheme is missing: people paste
     * keys into URLs.
     *
     * @throws InvalidSettingException if it is too long or no http or https URL, or names a user, a query or a fragment
     */
    public static Origin parse(String url) throws InvalidSettingException {
        if (url.length() > LONGEST) {
            throw new InvalidSettingException("api_base_url", "is longer than " + LONGEST + " characters");
        }
        Optional<String> meant = MissingScheme.meant(url.strip());
        if (meant.isPresent()) {
            throw new InvalidSettingException(
                    "api_base_url", "must begin with http:// or https://, perhaps " + meant.get());
        }
        URI uri;
        try {
            uri = new URI(url.strip());
        } catch (URISyntaxException e) {
            throw new InvalidSettingException("api_base_url", "not a URL, which looks like http://192.168.1.20:11434");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new InvalidSettingException("api_base_url", "must begin with http:// or https://");
        }
        if (uri.getHost() == null || uri.getPort() > 65_535 || uri.getPort() == 0) {
            throw new InvalidSettingException("api_base_url", "names no host, or a port that cannot be");
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new InvalidSettingException("api_base_url", "must have no user, no \"?\" and no \"#\"");
        }
        boolean secure = scheme.equals("https");
        String host = uri.getHost().startsWith("[")
                ? uri.getHost().substring(1, uri.getHost().length() - 1)
                : uri.getHost();
        int port = uri.getPort() > 0 ? uri.getPort() : secure ? 443 : 80;
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        HostPort address = new HostPort(host, port);
        return new Origin(
                secure,
                address,
                path.replaceAll("/+$", ""),
                authority(address, secure),
                LoopbackHost.matchesOrIsBelow(address.host()));
    }

    private static String authority(HostPort address, boolean secure) {
        return address.port() == (secure ? 443 : 80)
                ? new HostPort(address.host(), 0).toString().replaceAll(":0$", "")
                : address.toString();
    }

    /** The base URL. */
    @Override
    public String toString() {
        return (secure ? "https://" : "http://") + authority() + basePath;
    }
}
