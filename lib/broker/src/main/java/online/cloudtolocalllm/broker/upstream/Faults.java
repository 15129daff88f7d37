package online.cloudtolocalllm.broker.upstream;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import online.cloudtolocalllm.broker.upstream.DialFault.Kind;
import online.cloudtolocalllm.config.Origin;
import online.cloudtolocalllm.protocol.status.Health;
import org.jspecify.annotations.Nullable;

/** Words for what went wrong with a socket. Pure. */
final class Faults {

    private Faults() {}

    /** Why a connection to this origin could not be made. */
    static DialFault connecting(Origin origin, Throwable cause) {
        String there = origin.address().toString();
        return switch (cause) {
            case UnknownHostException ignored ->
                new DialFault(Kind.UNKNOWN_NAME, "the name " + origin.address().host() + " is not known");
            case NotThisComputerException e -> new DialFault(Kind.NOT_THIS_COMPUTER, String.valueOf(e.getMessage()));
            case NoRouteToHostException ignored ->
                new DialFault(Kind.NO_ROUTE, "no route to " + origin.address().host());
            case SslHandshakeTimeoutException ignored ->
                new DialFault(Kind.TIMED_OUT, there + " does not answer the TLS handshake");
            case LookUpTimeoutException ignored ->
                new DialFault(
                        Kind.TIMED_OUT, "the name " + origin.address().host() + " could not be looked up in time");
            case ConnectTimeoutException ignored -> new DialFault(Kind.TIMED_OUT, there + " does not answer");
            case ConnectException e when isRefusal(e) -> new DialFault(Kind.REFUSED, Health.NOTHING_LISTENS + there);
            case ConnectException e
            when says(e, "timed out") -> new DialFault(Kind.TIMED_OUT, there + " does not answer");
            case SSLException e -> tls(there, e);
            case ClosedChannelException ignored -> new DialFault(Kind.CLOSED, there + " closed the connection");
            case IOException e when says(e, "reset") -> new DialFault(Kind.CLOSED, there + " closed the connection");
            case IOException e
            when says(e, "unreachable") ->
                new DialFault(Kind.NO_ROUTE, "no route to " + origin.address().host());
            default -> new DialFault(Kind.OTHER, "connecting to " + there + " failed: " + cause.getMessage());
        };
    }

    private static DialFault tls(String there, SSLException failure) {
        @Nullable Throwable cause = failure;
        while (cause != null) {
            if (cause instanceof NotSslRecordException || says(cause, "not an SSL/TLS record")) {
                return new DialFault(Kind.NOT_TLS, there + " answers, but does not speak TLS");
            }
            if (cause instanceof DoubtfulCertificateException doubt) {
                return new DialFault(doubt.kind(), "TLS with " + there + " failed: " + doubt.getMessage());
            }
            cause = cause.getCause();
        }
        return new DialFault(
                Kind.TLS, "TLS with " + there + " failed: " + deepest(failure).getMessage());
    }

    private static boolean isRefusal(ConnectException cause) {
        return !(cause instanceof ConnectTimeoutException) && says(cause, "refused");
    }

    private static boolean says(Throwable cause, String word) {
        return String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT));
    }

    /** Why an open connection ended. */
    static String ending(Throwable cause) {
        return isReset(cause)
                ? "the connection was reset"
                : "the connection broke: " + deepest(cause).getMessage();
    }

    /** Whether the other side threw the connection away. */
    static boolean isReset(Throwable cause) {
        return says(cause, "reset");
    }

    /** Whether it is the network's or the other side's doing, rather than a mistake in this program. */
    static boolean isIo(Throwable failure) {
        @Nullable Throwable cause = failure;
        while (cause != null) {
            if (cause instanceof IOException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static Throwable deepest(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest;
    }
}
