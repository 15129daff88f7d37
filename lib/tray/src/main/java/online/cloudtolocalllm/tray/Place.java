package online.cloudtolocalllm.tray;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import online.cloudtolocalllm.protocol.LoopbackHost;
import online.cloudtolocalllm.protocol.PrivateHost;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;

/** Where a connection's server stands, as far as people care. */
enum Place {
    /** On this computer. */
    HERE("locally"),
    /** On the private network. */
    NETWORK("on your network"),
    /** Anywhere else. */
    CLOUD("from the cloud");

    private final String words;

    Place(String words) {
        this.words = words;
    }

    /** As in "serving …". */
    String words() {
        return words;
    }

    /** Where this connection's is, by its kind and its address. */
    static Place of(ConnectionStatus connection) {
        if (connection.kind() == ConnectionKind.CLOUD_PROXY) {
            return CLOUD;
        }
        String host = host(connection.address());
        if (connection.kind().onThisComputer() || LoopbackHost.matchesOrIsBelow(host)) {
            return HERE;
        }
        return !host.isEmpty() && PrivateHost.matches(host) ? NETWORK : CLOUD;
    }

    /** The host of a base URL without brackets; empty if there is none. */
    static String host(String address) {
        try {
            String host = new URI(address).getHost();
            return host == null ? "" : host.replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT);
        } catch (URISyntaxException e) {
            return "";
        }
    }
}
