package online.cloudtolocalllm.broker.upstream;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How the making of one connection went.
 *
 * @param addresses what the host's name means; empty if that was not found
 * @param lookUp how long finding them took
 * @param connect how long connecting took after that
 * @param tls how long agreeing on TLS took after that; zero without TLS
 * @param connected the address that was connected to, if one was
 * @param fault why there is no connection; empty if there is one
 */
public record DialReport(
        List<InetAddress> addresses,
        Duration lookUp,
        Duration connect,
        Duration tls,
        Optional<InetAddress> connected,
        Optional<DialFault> fault) {

    /** Copies the list. */
    public DialReport {
        addresses = List.copyOf(addresses);
    }
}
