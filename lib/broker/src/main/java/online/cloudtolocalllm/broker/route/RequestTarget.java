package online.cloudtolocalllm.broker.route;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A request target in origin form (RFC 9112, section 3.2.1) that means the same to everybody who reads it: one that cannot reach
 * another host, climb out of a connection's base path, end a header line, or name a path in a way that only some servers see
 * through, written plainly or percent-encoded.
 *
 * @param path the path, beginning with one slash
 * @param query the query with its question mark, or empty
 */
public record RequestTarget(String path, String query) {

    /** The longest target that is taken, in characters. */
    public static final int LONGEST = 16 * 1024;

    /** What RFC 3986 allows in a path or a query besides letters, digits and the percent sign. */
    private static final String SIGNS = "-._~!$&'()*+,;=:@/?";

    /** What needs no percent-encoding anywhere (RFC 3986, section 2.3), besides letters and digits. */
    private static final String UNRESERVED = "-._~";

    /** The only paths in which a name may hold slashes that are percent-encoded, as OpenAI's own libraries write it. */
    private static final String NAMES_MODEL = "/v1/models/";

    /** Each round undoes one more percent-encoding; servers are known to undo two. */
    private static final int ROUNDS = 3;

    /** What a text turned out to be. */
    public sealed interface Reading {

        /** A plain target. */
        record Plain(RequestTarget target) implements Reading {}

        /**
         * None.
         *
         * @param why the rest of a sentence that begins with "The path"
         */
        record Refused(String why) implements Reading {}
    }

    /** Reads a target. */
    public static Reading read(String target) {
        if (!target.startsWith("/") || target.startsWith("//")) {
            return new Reading.Refused(
                    "must begin with exactly one \"/\", for example /api/tags, and never names a host");
        }
        if (target.length() > LONGEST) {
            return new Reading.Refused("must be no longer than " + LONGEST + " characters");
        }
        int question = target.indexOf('?');
        RequestTarget read = question < 0
                ? new RequestTarget(target, "")
                : new RequestTarget(target.substring(0, question), target.substring(question));
        return wrongCharacter(target)
                .or(() -> dots(read))
                .or(() -> target.indexOf('%') < 0 ? Optional.empty() : wrongEncoding(read))
                .<Reading>map(Reading.Refused::new)
                .orElseGet(() -> new Reading.Plain(read));
    }

    /** Reads a target; empty if it is refused. */
    public static Optional<RequestTarget> parse(String target) {
        return read(target) instanceof Reading.Plain(RequestTarget plain) ? Optional.of(plain) : Optional.empty();
    }

    /** The path with its percent-encoding undone, for reading names out of it. */
    public String decodedPath() {
        return path.indexOf('%') < 0 ? path : decode(path, StandardCharsets.UTF_8);
    }

    private static Optional<String> wrongCharacter(String target) {
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c == '\\') {
                return Optional.of("must not contain a backslash");
            }
            if (c < ' ' || c == 0x7f) {
                return Optional.of("must not contain control characters");
            }
            if (c == '%' && !isEncoded(target, i)) {
                return Optional.of("must follow every \"%\" with two hexadecimal digits");
            }
            if (c != '%' && !isLetterOrDigit(c) && SIGNS.indexOf(c) < 0) {
                return Optional.of("must percent-encode everything but letters, digits and " + SIGNS);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> wrongEncoding(RequestTarget target) {
        String decoded = target.toString();
        for (int round = 0; round < ROUNDS; round++) {
            decoded = decode(decoded, StandardCharsets.ISO_8859_1);
            if (decoded.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
                return Optional.of("must not contain control characters, percent-encoded ones included");
            }
        }
        String path = target.path;
        for (int i = path.indexOf('%'); i >= 0; i = path.indexOf('%', i + 1)) {
            char c = (char) Integer.parseInt(path, i + 1, i + 3, 16);
            boolean slashInName = c == '/' && path.startsWith(NAMES_MODEL) && i > NAMES_MODEL.length();
            if (c == '\\' || c == '%' || (c == '/' && !slashInName)) {
                return Optional.of("must not percent-encode slashes, backslashes and percent signs");
            }
            if (isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0) {
                return Optional.of("must not percent-encode letters, digits and " + UNRESERVED);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> dots(RequestTarget target) {
        if (!target.path.contains("/.") && target.path.indexOf('%') < 0) {
            return Optional.empty();
        }
        for (String segment : target.decodedPath().split("/", -1)) {
            // Some servers cut parameters off before they resolve dots: "..;x" climbs there.
            int parameters = segment.indexOf(';');
            String name = parameters < 0 ? segment : segment.substring(0, parameters);
            if (name.equals(".") || name.equals("..")) {
                return Optional.of("must not contain \".\" or \"..\" as a segment, also not percent-encoded");
            }
        }
        return Optional.empty();
    }

    /** Undoes one percent-encoding, leaving a lone percent sign alone. */
    private static String decode(String text, Charset charset) {
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
        return new String(bytes, 0, length, charset);
    }

    private static boolean isEncoded(String text, int percent) {
        return percent + 2 < text.length() && isHex(text.charAt(percent + 1)) && isHex(text.charAt(percent + 2));
    }

    private static boolean isHex(char c) {
        return c < 0x80 && Character.digit(c, 16) >= 0;
    }

    private static boolean isLetterOrDigit(char c) {
        return c < 0x80 && Character.isLetterOrDigit(c);
    }

    /** The target as sent on the wire. */
    @Override
    public String toString() {
        return query.isEmpty() ? path : path + query;
    }
}
