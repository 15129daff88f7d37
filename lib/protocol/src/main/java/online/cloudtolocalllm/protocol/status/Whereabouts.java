package online.cloudtolocalllm.protocol.status;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import online.cloudtolocalllm.protocol.LoopbackHost;
import online.cloudtolocalllm.protocol.PrivateHost;

/** Where a connection's server stands, as far as people care. Pure. */
public enum Whereabouts {
    /** On this computer. */
    HERE("this computer"),
    /** On the private network. */
    NETWORK("your network"),
    /** Anywhere else. */
    INTERNET("the internet");

    private final String words;

    Whereabouts(String words) {
        this.words = words;
    }

    /** As in "on …". */
    public String words() {
        return words;
    }

    /** Where this connection's is, by its kind and its address. */
    public static Whereabouts of(ConnectionStatus connection) {
        if (connection.kind() == ConnectionKind.CLOUD_PROXY) {
            return INTERNET;
        }
        String host = host(connection.address());
        if (connection.kind().onThisComputer() || LoopbackHost.matchesOrIsBelow(host)) {
            return HERE;
        }
        return !host.isEmpty() && PrivateHost.matches(host) ? NETWORK : INTERNET;
    }

    /** The host of a base URL with its port, if it names one; empty if there is no host. */
    public static String hostAndPort(String address) {
        String host = host(address);
        int port = host.isEmpty() ? -1 : URI.create(address).getPort();
        if (port < 0) {
            return host;
        }
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /** The host of a base URL without brackets; empty if there is none. */
    public static String host(String address) {
        try {
            String host = new URI(address).getHost();
            return host == null ? "" : host.replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT);
        } catch (URISyntaxException e) {
            return "";
        }
    }
}
