package online.cloudtolocalllm.protocol.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;

/**
 * Says whether bytes are one JSON value, without making anything of it: what is true here can stand as a field's value in an object
 * that {@link Json} reads. Thread-safe.
 */
public final class JsonCheck {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Json.MAX_DEPTH - 1)
                    .maxStringLength(64 * 1024 * 1024)
                    .build())
            .build();

    /** Without the table of all names that were seen, which grows with a large value. */
    private static final JsonFactory FORGETFUL = FACTORY.rebuild()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    /** Each object's names are kept until it ends, to find one that is there twice: this many take about 20 MB. */
    private static final int MOST_NAMES = 200_000;

    private JsonCheck() {}

    /** Whether {@code utf8[from..to)} is exactly one value in valid UTF-8, with or without white space around it. */
    public static boolean isValue(byte[] utf8, int from, int to) {
        if (!beginsLikeOne(utf8, from, to) || !isUtf8(utf8, from, to)) {
            return false;
        }
        return isValue(FACTORY, utf8, from, to, Json.MAX_DEPTH - 1);
    }

    /** The same for a value of many megabytes: it has at most so many levels, and not too many names to be looked at. */
    static boolean isLargeValue(byte[] utf8, int from, int to, int levels) {
        return beginsLikeOne(utf8, from, to) && isUtf8(utf8, from, to) && isValue(FORGETFUL, utf8, from, to, levels);
    }

    private static boolean isValue(JsonFactory factory, byte[] utf8, int from, int to, int levels) {
        try (JsonParser parser = factory.createParser(utf8, from, to - from)) {
            int depth = 0;
            // An object's names are forgotten when the next one begins on its level.
            int[] names = new int[Json.MAX_DEPTH + 1];
            int kept = 0;
            do {
                JsonToken token = parser.nextToken();
                if (token == null) {
                    return false;
                }
                if (token == JsonToken.FIELD_NAME) {
                    names[depth]++;
                    kept++;
                } else if (token.isStructStart()) {
                    kept -= names[depth + 1];
                    names[depth + 1] = 0;
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (depth > levels || kept > MOST_NAMES) {
                    return false;
                }
            } while (depth > 0);
            return parser.nextToken() == null;
        } catch (IOException notJson) {
            return false;
        }
    }

    /** The parser would take other encodings for JSON as well, and a byte order mark. */
    private static boolean beginsLikeOne(byte[] utf8, int from, int to) {
        for (int i = from; i < to; i++) {
            byte b = utf8[i];
            if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
                return (b > ' ' && b < 0x7f) && (i + 1 == to || utf8[i + 1] != 0);
            }
        }
        return false;
    }

    static boolean isUtf8(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && bytes[i] >= 0) {
            i++;
        }
        while (i < to) {
            int more = following(bytes[i]);
            if (more < 0 || to - i <= more || !isCodePoint(bytes, i, more)) {
                return false;
            }
            i += more + 1;
        }
        return true;
    }

    /** How many bytes follow a first byte; less than none if it is not a first byte. */
    private static int following(byte first) {
        if (first >= 0) {
            return 0;
        }
        return switch (first >> 4) {
            case -4, -3 -> 1;
            case -2 -> 2;
            case -1 -> (first & 0x08) == 0 ? 3 : -1;
            default -> -1;
        };
    }

    private static boolean isCodePoint(byte[] bytes, int at, int more) {
        if (more == 0) {
            return true;
        }
        int code = bytes[at] & (0x3f >> more);
        for (int i = at + 1; i <= at + more; i++) {
            if ((bytes[i] & 0xc0) != 0x80) {
                return false;
            }
            code = code << 6 | (bytes[i] & 0x3f);
        }
        int least = more == 1 ? 0x80 : more == 2 ? 0x800 : 0x10000;
        boolean surrogate = code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE;
        return code >= least && code <= Character.MAX_CODE_POINT && !surrogate;
    }
}
