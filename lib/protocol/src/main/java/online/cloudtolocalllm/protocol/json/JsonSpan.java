package online.cloudtolocalllm.protocol.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where a value stands in bytes of JSON.
 *
 * @param from the place of its first byte
 * @param to the place behind its last byte
 */
public record JsonSpan(int from, int to) {

    /** Names of objects that are open at the same time: each is remembered, to find one that comes twice. */
    private static final int MOST_NAMES = 64 * 1024;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // A table of all names would outgrow the text.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Json.MAX_DEPTH)
                    .maxStringLength(64 * 1024 * 1024)
                    .build())
            .build();

    /**
     * What was found in an object.
     *
     * @param field the field's value
     * @param inner the value of the field in that, if it is an object
     */
    public record Found(Optional<JsonSpan> field, Optional<JsonSpan> inner) {}

    /**
     * Checks an object as strictly as {@link Json} does, and finds a field in it and a field in that, in memory that does not grow
     * with the text.
     *
     * @throws MalformedJsonException if {@code utf8[0..length)} is not exactly one object, or one has more names than are remembered
     */
    public static Found find(byte[] utf8, int length, String field, String inner) throws MalformedJsonException {
        if (!JsonCheck.isUtf8(utf8, 0, length)) {
            throw new MalformedJsonException("not valid UTF-8");
        }
        // Read byte by byte as Latin-1, so that places are places of bytes: everything but the texts is ASCII.
        try (JsonParser parser = FACTORY.createParser(
                new InputStreamReader(new ByteArrayInputStream(utf8, 0, length), StandardCharsets.ISO_8859_1))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedJsonException("not a JSON object");
            }
            Found found = new Search(parser, utf8, field, inner).run();
            if (parser.nextToken() != null) {
                throw new MalformedJsonException("more than one JSON value");
            }
            return found;
        } catch (MalformedJsonException e) {
            throw e;
        } catch (IOException e) {
            throw new MalformedJsonException("not valid JSON, too deep, or with a duplicate key");
        }
    }

    /** One pass over the tokens. */
    private static final class Search {

        private final JsonParser parser;
        private final byte[] utf8;
        private final String[] wanted;
        private final int[] starts = {-1, -1};
        private final JsonSpan[] spans = new JsonSpan[2];
        private final int[] names = new int[Json.MAX_DEPTH + 2];
        private int open;
        private int depth = 1;

        Search(JsonParser parser, byte[] utf8, String field, String inner) {
            this.parser = parser;
            this.utf8 = utf8;
            this.wanted = new String[] {field, inner};
        }

        Found run() throws IOException {
            while (depth > 0) {
                JsonToken token = parser.nextToken();
                if (token == null) {
                    throw new MalformedJsonException("not valid JSON");
                }
                if (token == JsonToken.FIELD_NAME || token == JsonToken.END_OBJECT) {
                    end();
                }
                if (token == JsonToken.FIELD_NAME) {
                    name();
                } else if (token.isStructEnd()) {
                    open -= names[depth];
                    names[depth] = 0;
                    depth--;
                } else {
                    begin();
                    depth += token.isStructStart() ? 1 : 0;
                }
            }
            return new Found(Optional.ofNullable(spans[0]), Optional.ofNullable(spans[1]));
        }

        private void name() throws MalformedJsonException {
            names[depth]++;
            open++;
            if (open > MOST_NAMES) {
                throw new MalformedJsonException("too many names");
            }
        }

        private boolean isObserved() {
            return depth == 1 || (depth == 2 && starts[0] >= 0 && utf8[starts[0]] == '{');
        }

        private void begin() throws IOException {
            if (isObserved() && wanted[depth - 1].equals(parser.currentName())) {
                starts[depth - 1] = place();
            }
        }

        /** A value ends where, but for white space and a comma, the next thing begins. */
        private void end() {
            if (isObserved() && starts[depth - 1] >= 0) {
                int to = place();
                to = before(to);
                to = utf8[to - 1] == ',' ? before(to - 1) : to;
                spans[depth - 1] = new JsonSpan(starts[depth - 1], to);
                starts[depth - 1] = -1;
            }
        }

        private int before(int at) {
            int to = at;
            while (utf8[to - 1] <= ' ' && utf8[to - 1] >= 0) {
                to--;
            }
            return to;
        }

        private int place() {
            return (int) parser.currentTokenLocation().getCharOffset();
        }
    }
}
