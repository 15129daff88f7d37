package online.cloudtolocalllm.daemon.gateway;

import io.netty.util.AsciiString;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bytes of a request's head before the decoder does and refuses whatever two readers could understand differently
 * (RFC 9112, sections 2.2, 3, 5 and 11.2): bare CR and LF, control characters, folded lines, spaces where none belong, names
 * that are no tokens, two fields that say how long the body is. What passes has one meaning only. One scanner reads one head.
 */
final class HeadScanner {

    static final int MAX_TARGET_BYTES = 16 * 1024;
    static final int MAX_HEAD_BYTES = 64 * 1024;
    static final int MAX_FIELDS = 200;

    private static final int TLS_HANDSHAKE = 0x16;
    /** One more than the longest, so that a longer name is none of interest. */
    private static final int KEPT_OF_NAME = 19;

    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    private enum At {
        BEFORE,
        METHOD,
        TARGET,
        VERSION,
        LINE_START,
        NAME,
        VALUE,
        COMPLETE
    }

    private final StringBuilder target = new StringBuilder();
    private final StringBuilder name = new StringBuilder();
    private At at = At.BEFORE;
    private boolean afterCr;
    private boolean emptyLine;
    private int headBytes;
    private int fields;
    private int contentLengths;
    private int transferEncodings;

    /** Whether the first byte of the request line has come. */
    boolean begun() {
        return at != At.BEFORE;
    }

    /** Whether the empty line at the end has come. */
    boolean complete() {
        return at == At.COMPLETE;
    }

    /** The request target as far as it came. */
    String target() {
        return target.toString();
    }

    /** Takes the next byte; returns why the head is refused, if it now is. Must not be called after that, or when complete. */
    @Nullable
    RequestFault next(byte b) {
        if (begun() && ++headBytes > MAX_HEAD_BYTES) {
            return new RequestFault(
                    431,
                    "The request line and the header fields are larger than 64 KiB together. Send fewer or shorter"
                            + " fields.");
        }
        if (afterCr) {
            afterCr = false;
            return b == '\n' ? lineEnd() : malformed("a CR without LF");
        }
        if (b == '\n') {
            return malformed("an LF without CR");
        }
        if (b == '\r') {
            afterCr = true;
            return null;
        }
        if (at == At.BEFORE && b == TLS_HANDSHAKE) {
            return new RequestFault(400, "This port speaks plain HTTP. Use http:// instead of https://.");
        }
        if ((b >= 0 && b < ' ' && b != '\t') || b == 0x7f) {
            return malformed("a control character");
        }
        return character(b);
    }

    private @Nullable RequestFault character(byte b) {
        return switch (at) {
            case BEFORE -> {
                at = At.METHOD;
                headBytes = 1;
                yield isToken(b) ? null : malformed("a request line that does not begin with a method");
            }
            case METHOD -> {
                at = b == ' ' ? At.TARGET : At.METHOD;
                yield b == ' ' || isToken(b) ? null : malformed("a method that is no word");
            }
            case TARGET -> targetCharacter(b);
            case VERSION -> b == ' ' || b == '\t' ? malformed("a request line with more than three words") : null;
            case LINE_START -> fieldStart(b);
            case NAME -> nameCharacter(b);
            case VALUE, COMPLETE -> null;
        };
    }

    private @Nullable RequestFault targetCharacter(byte b) {
        if (b == ' ' && !target.isEmpty()) {
            at = At.VERSION;
            return null;
        }
        if (b == ' ' || b == '\t') {
            return malformed("a request line with two spaces or a tab");
        }
        if (target.length() == MAX_TARGET_BYTES) {
            return new RequestFault(
                    414, "The request target is longer than 16 KiB. Put what is long into the body of a POST.");
        }
        target.append((char) (b & 0xff));
        return null;
    }

    private @Nullable RequestFault fieldStart(byte b) {
        if (b == ' ' || b == '\t') {
            return malformed("a folded line");
        }
        if (++fields > MAX_FIELDS) {
            return new RequestFault(431, "The request has more than 200 header fields. Send fewer.");
        }
        at = At.NAME;
        name.setLength(0);
        return nameCharacter(b);
    }

    private @Nullable RequestFault nameCharacter(byte b) {
        if (b == ':' && !name.isEmpty()) {
            at = At.VALUE;
            int length = name.length();
            return length == 14 || length == 17 || length == 18 ? named(name.toString()) : null;
        }
        if (!isToken(b)) {
            return malformed(
                    b == ' ' || b == '\t' ? "a space in front of a colon" : "a field name that is empty or no word");
        }
        if (name.length() < KEPT_OF_NAME) {
            name.append((char) b);
        }
        return null;
    }

    /** A name of 14, 17 or 18 characters, as all of interest have: the others are not made into texts. */
    private @Nullable RequestFault named(String field) {
        switch (field.toLowerCase(Locale.ROOT)) {
            case "content-length" -> contentLengths++;
            case "transfer-encoding" -> transferEncodings++;
            // An abandoned draft of WebSocket, for which the decoder would take eight bytes that no length announces.
            case "sec-websocket-key1", "sec-websocket-key2" -> {
                return malformed("a field of a protocol that this gateway does not speak");
            }
            default -> {
                return null;
            }
        }
        return contentLengths + transferEncodings > 1 ? malformed("two fields that say how long its body is") : null;
    }

    private @Nullable RequestFault lineEnd() {
        switch (at) {
            case BEFORE -> {
                // one empty line in front of a request is an old client's mistake (RFC 9112, section 2.2)
                boolean another = emptyLine;
                emptyLine = true;
                return another ? malformed("empty lines in front of it") : null;
            }
            case METHOD, TARGET -> {
                return malformed("a request line without a version");
            }
            case NAME -> {
                return malformed("a line without a colon");
            }
            case LINE_START -> at = At.COMPLETE;
            case VERSION, VALUE, COMPLETE -> at = At.LINE_START;
        }
        return null;
    }

    private static boolean isToken(byte b) {
        return (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || (b >= '0' && b <= '9')
                || TOKEN_MARKS.indexOf(AsciiString.b2c(b)) >= 0;
    }

    private static RequestFault malformed(String what) {
        return new RequestFault(
                400, "The request is not valid HTTP/1.1: it has " + what + ". Check the program that sent it.");
    }
}
