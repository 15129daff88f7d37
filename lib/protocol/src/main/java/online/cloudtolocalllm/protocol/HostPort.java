package online.cloudtolocalllm.protocol;

import java.util.Optional;

/**
 * A host and a TCP port.
 *
 * @param host a name or address, IPv6 without brackets
 * @param port 0 to 65535; 0 asks the system for a free one when listening
 */
public record HostPort(String host, int port) {

    /** Checks the port. */
    public HostPort {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is not between 0 and 65535");
        }
    }

    /**
     * Reads {@code HOST:PORT}, {@code [V6]:PORT}, {@code HOST}, {@code :PORT} or {@code PORT}, with or without {@code http://}
     * in front; what is missing is taken from the default. Empty if the text is none of these.
     */
    public static Optional<HostPort> parse(String text, HostPort byDefault) {
        String rest = text.strip();
        if (rest.startsWith("http://")) {
            rest = rest.substring("http://".length());
        }
        if (rest.endsWith("/")) {
            rest = rest.substring(0, rest.length() - 1);
        }
        if (rest.isEmpty() || rest.codePoints().anyMatch(HostPort::isForeign)) {
            return Optional.empty();
        }
        if (isDecimal(rest)) {
            return port(rest).map(port -> new HostPort(byDefault.host, port));
        }
        if (rest.startsWith("[")) {
            int end = rest.indexOf(']');
            if (end < 2) {
                return Optional.empty();
            }
            return split(rest.substring(1, end), rest.substring(end + 1), byDefault);
        }
        if (rest.indexOf('[') >= 0 || rest.indexOf(']') >= 0) {
            return Optional.empty();
        }
        int colon = rest.indexOf(':');
        if (colon < 0 || colon != rest.lastIndexOf(':')) {
            return Optional.of(new HostPort(rest, byDefault.port));
        }
        return split(rest.substring(0, colon), rest.substring(colon), byDefault);
    }

    /** What belongs to a URL around its authority, or to none. */
    private static boolean isForeign(int c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.isISOControl(c)
                || "/@\\?#".indexOf(c) >= 0;
    }

    private static boolean isDecimal(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static Optional<HostPort> split(String host, String colonPort, HostPort byDefault) {
        String name = host.isEmpty() ? byDefault.host : host;
        if (colonPort.isEmpty()) {
            return Optional.of(new HostPort(name, byDefault.port));
        }
        return colonPort.startsWith(":")
                ? port(colonPort.substring(1)).map(port -> new HostPort(name, port))
                : Optional.empty();
    }

    private static Optional<Integer> port(String digits) {
        if (digits.isEmpty() || digits.length() > 5 || !isDecimal(digits)) {
            return Optional.empty();
        }
        int port = Integer.parseInt(digits);
        return port > 65_535 ? Optional.empty() : Optional.of(port);
    }

    /** {@code host:port}, IPv6 in brackets. */
    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
