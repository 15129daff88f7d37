package online.cloudtolocalllm.config;

import java.util.Locale;
import online.cloudtolocalllm.protocol.status.ConnectionKind;

/** Tells which connections stay on the private network (RFC 1918, RFC 4193, link-local, and names that never leave it). */
public final class PrivateNetwork {

    private static final String ADDRESS =
            "10(\\.\\d{1,3}){3}|192\\.168(\\.\\d{1,3}){2}|172\\.(1[6-9]|2\\d|3[01])(\\.\\d{1,3}){2}"
                    + "|169\\.254(\\.\\d{1,3}){2}|f[cd][0-9a-f]{2}:.*|fe[89ab][0-9a-f]:.*";

    private PrivateNetwork() {}

    /** Whether the connection's host is on this computer or on the private network. A name is trusted only if it cannot be public. */
    public static boolean contains(ConnectionSettings settings) {
        if (settings.kind() == ConnectionKind.CLOUD_PROXY) {
            return false;
        }
        String host = settings.origin().address().host().toLowerCase(Locale.ROOT);
        return settings.origin().loopback()
                || host.matches(ADDRESS)
                || host.endsWith(".local")
                || host.endsWith(".lan")
                || host.endsWith(".home.arpa")
                || (host.indexOf('.') < 0 && host.indexOf(':') < 0);
    }
}
