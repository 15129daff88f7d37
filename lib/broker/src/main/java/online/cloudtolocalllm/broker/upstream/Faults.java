package online.cloudtolocalllm.broker.upstream;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import online.cloudtolocalllm.config.Origin;

/** Words for what went wrong with a socket. */
final class Faults {

    private Faults() {}

    /** Why a connection to this origin could not be made. */
    static String connecting(Origin origin, Throwable cause) {
        return switch (cause) {
            case UnknownHostException ignored -> "the name " + origin.address().host() + " is not known";
            case NoRouteToHostException ignored ->
                "no route to " + origin.address().host();
            case ConnectTimeoutException ignored -> origin.address() + " does not answer";
            case ConnectException e when isRefusal(e) -> "nothing listens on " + origin.address();
            case SslHandshakeTimeoutException ignored -> origin.address() + " does not answer the TLS handshake";
            case SSLException e -> "TLS with " + origin.address() + " failed: " + tlsReason(e);
            case ClosedChannelException ignored -> origin.address() + " closed the connection";
            default -> "connecting to " + origin.address() + " failed: " + cause.getMessage();
        };
    }

    static boolean isRefusal(Throwable cause) {
        return cause instanceof ConnectException
                && !(cause instanceof ConnectTimeoutException)
                && String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT).contains("refused");
    }

    /** Why an open connection ended. */
    static String ending(Throwable cause) {
        String text = String.valueOf(cause.getMessage());
        return text.toLowerCase(Locale.ROOT).contains("reset")
                ? "the connection was reset"
                : "the connection broke: " + text;
    }

    private static String tlsReason(SSLException e) {
        Throwable deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return String.valueOf(deepest.getMessage());
    }
}
