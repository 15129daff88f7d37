package online.cloudtolocalllm.broker.route;

import java.util.Locale;
import java.util.Optional;

/**
 * A request target in origin form (RFC 9112, section 3.2.1) that means the same to everybody who reads it.
 *
 * @param path the path, beginning with one slash
 * @param query the query with its question mark, or empty
 */
public record RequestTarget(String path, String query) {

    /**
     * Reads a target. Empty if it is not in origin form, or could be read in two ways: a second slash at the beginning, dot
     * segments, backslashes, control characters, a fragment, plain or percent-encoded.
     */
    public static Optional<RequestTarget> parse(String target) {
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        String query = question < 0 ? "" : target.substring(question);
        if (!path.startsWith("/") || path.startsWith("//") || hasStrangeCharacter(target) || target.indexOf('#') >= 0) {
            return Optional.empty();
        }
        if (path.indexOf('%') >= 0 && hidesSomething(path)) {
            return Optional.empty();
        }
        return hasDotSegment(path) ? Optional.empty() : Optional.of(new RequestTarget(path, query));
    }

    private static boolean hasStrangeCharacter(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == '\\') {
                return true;
            }
        }
        return false;
    }

    /** Percent-encoded dots, slashes, backslashes, percent signs and control characters. */
    private static boolean hidesSomething(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        for (int i = lower.indexOf('%'); i >= 0; i = lower.indexOf('%', i + 1)) {
            if (i + 3 > lower.length() || !lower.substring(i + 1, i + 3).matches("[0-9a-f]{2}")) {
                return true;
            }
            int octet = Integer.parseInt(lower.substring(i + 1, i + 3), 16);
            if (octet < 0x20 || octet == 0x7f || octet == '.' || octet == '/' || octet == '\\' || octet == '%') {
                return true;
            }
        }
        return false;
    }

    private static boolean hasDotSegment(String path) {
        return path.contains("/./") || path.contains("/../") || path.endsWith("/.") || path.endsWith("/..");
    }

    /** The target as sent on the wire. */
    @Override
    public String toString() {
        return path + query;
    }
}
