package online.cloudtolocalllm.config;

import online.cloudtolocalllm.protocol.PrivateHost;
import online.cloudtolocalllm.protocol.status.ConnectionKind;

/** Tells which connections stay on the private network. */
public final class PrivateNetwork {

    private PrivateNetwork() {}

    /** Whether the connection's host is on this computer or on the private network. A name is trusted only if it cannot be public. */
    public static boolean contains(ConnectionSettings settings) {
        return settings.kind() != ConnectionKind.CLOUD_PROXY
                && (settings.origin().loopback()
                        || PrivateHost.matches(settings.origin().address().host()));
    }
}
