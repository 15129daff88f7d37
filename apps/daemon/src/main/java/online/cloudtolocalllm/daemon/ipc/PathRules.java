package online.cloudtolocalllm.daemon.ipc;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * What the {@code path} of a {@code PROXY_REQUEST} may be: a path with an optional query in the characters of RFC 3986 and nothing
 * that could reach another host, climb out of the connection's base path, or end a header line, written plainly or
 * percent-encoded. Pure.
 */
public final class PathRules {

    /** The longest path that is taken, in characters. */
    public static final int LONGEST = 16 * 1024;

    /** What RFC 3986 allows in a path or a query besides letters, digits and the percent sign. */
    private static final String SIGNS = "-._~!$&'()*+,;=:@/?";

    /** These stream their answer unless the request says {@code "stream": false}. */
    private static final Set<String> STREAMING =
            Set.of("/api/generate", "/api/chat", "/api/pull", "/api/push", "/api/create");

    /** Each round undoes one more percent-encoding; servers are known to undo two. */
    private static final int ROUNDS = 3;

    private PathRules() {}

    /** Why the path is refused, as the rest of a sentence that begins with {@code path}; empty if it is fine. */
    public static Optional<String> refusal(String path) {
        if (!path.startsWith("/") || path.startsWith("//")) {
            return Optional.of("must begin with exactly one \"/\", for example /api/tags, and never names a host");
        }
        if (path.length() > LONGEST) {
            return Optional.of("must be no longer than " + LONGEST + " characters");
        }
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '\\') {
                return Optional.of("must not contain a backslash");
            }
            if (c < ' ' || c == 0x7f) {
                return Optional.of("must not contain control characters");
            }
            if (c == '%' && !isEncoded(path, i)) {
                return Optional.of("must follow every \"%\" with two hexadecimal digits");
            }
            if (c != '%' && !isPlain(c)) {
                return Optional.of("must percent-encode everything but letters, digits and " + SIGNS);
            }
        }
        return hiddenRefusal(path);
    }

    /** Whether the path streams its answer by default, so that a whole answer has to be asked for. */
    public static boolean streamsByDefault(String path) {
        return STREAMING.contains(decode(pathOnly(path)));
    }

    private static Optional<String> hiddenRefusal(String path) {
        String decoded = path;
        for (int round = 0; round <= ROUNDS; round++) {
            if (decoded.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
                return Optional.of("must not contain control characters, percent-encoded ones included");
            }
            // The query is cut off before decoding: an encoded "?" belongs to the path.
            String onlyPath = round == 0 ? pathOnly(path) : decode(pathOnly(path), round);
            if (onlyPath.startsWith("//")) {
                return Optional.of("must begin with exactly one \"/\", also when it is percent-encoded");
            }
            if (onlyPath.indexOf('\\') >= 0) {
                return Optional.of("must not contain a backslash, also not percent-encoded");
            }
            for (String segment : onlyPath.split("/", -1)) {
                if (isDots(segment)) {
                    return Optional.of("must not contain \".\" or \"..\" as a segment, also not percent-encoded");
                }
            }
            decoded = decode(decoded);
        }
        return Optional.empty();
    }

    private static boolean isDots(String segment) {
        // Some servers cut parameters off before they resolve dots: "..;x" climbs there.
        int parameters = segment.indexOf(';');
        String name = parameters < 0 ? segment : segment.substring(0, parameters);
        return name.equals(".") || name.equals("..");
    }

    private static String pathOnly(String path) {
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }

    private static String decode(String text, int rounds) {
        String decoded = text;
        for (int round = 0; round < rounds; round++) {
            decoded = decode(decoded);
        }
        return decoded;
    }

    /** Undoes one percent-encoding, leaving a lone percent sign alone. The bytes are read as Latin-1: only ASCII matters here. */
    private static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] bytes = new byte[text.length()];
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%' && isEncoded(text, i)) {
                bytes[length++] = (byte) Integer.parseInt(text, i + 1, i + 3, 16);
                i += 2;
            } else {
                bytes[length++] = (byte) text.charAt(i);
            }
        }
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }

    private static boolean isEncoded(String text, int percent) {
        return percent + 2 < text.length() && isHex(text.charAt(percent + 1)) && isHex(text.charAt(percent + 2));
    }

    private static boolean isHex(char c) {
        return Character.digit(c, 16) >= 0 && c < 0x80;
    }

    private static boolean isPlain(char c) {
        return (Character.isLetterOrDigit(c) && c < 0x80) || SIGNS.indexOf(c) >= 0;
    }
}
