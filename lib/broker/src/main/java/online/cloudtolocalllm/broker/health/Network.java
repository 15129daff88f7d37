package online.cloudtolocalllm.broker.health;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notices that this computer's addresses changed: another network, a tunnel, a cable. Not thread-safe. */
final class Network {

    private static final Logger LOG = LoggerFactory.getLogger(Network.class);

    private final Source source;
    private Set<String> before;

    /** Where the addresses come from. */
    @FunctionalInterface
    interface Source {
        /** Every address as text; blocks for a moment. */
        Set<String> addresses() throws SocketException;
    }

    Network(Source source) {
        this.source = source;
        this.before = Set.of();
    }

    /**
     * Whether the addresses are others than at the last look; the first look only learns them. Blocks for a moment.
     */
    boolean changed() {
        Set<String> now;
        try {
            now = source.addresses();
        } catch (SocketException e) {
            // Interfaces come and go while they are being listed; the next look is soon.
            LOG.debug("the network interfaces cannot be listed: {}", e.getMessage());
            return false;
        }
        boolean other = !before.isEmpty() && !now.equals(before);
        before = now;
        return other;
    }

    /**
     * The addresses of the interfaces of this computer that are in use. Addresses of one link are left out: every container
     * that starts brings some, and no upstream is behind them.
     */
    static Set<String> ofThisComputer() throws SocketException {
        Set<String> addresses = new HashSet<>();
        for (NetworkInterface some : NetworkInterface.networkInterfaces().toList()) {
            for (InetAddress address : some.inetAddresses().toList()) {
                if (!address.isLinkLocalAddress()) {
                    addresses.add(some.getName() + " " + address.getHostAddress());
                }
            }
        }
        return addresses;
    }
}
