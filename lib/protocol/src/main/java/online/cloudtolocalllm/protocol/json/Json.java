package online.cloudtolocalllm.protocol.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads and writes {@link JsonValue} trees. Reading is strict: one value, valid UTF-8 without a byte order mark, no duplicate
 * keys, no halves of surrogate pairs in keys, at most {@value #MAX_DEPTH} levels deep. Thread-safe.
 */
public final class Json {

    /** The deepest nesting that is read. */
    public static final int MAX_DEPTH = 32;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(64 * 1024 * 1024)
                    .build())
            .build();

    private Json() {}

    /**
     * Reads one value from UTF-8 bytes.
     *
     * @throws MalformedJsonException if the bytes are not exactly one JSON value within the limits
     */
    public static JsonValue parse(byte[] utf8) throws MalformedJsonException {
        try {
            return parse(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new MalformedJsonException("not valid UTF-8");
        }
    }

    /**
     * Reads one value.
     *
     * @throws MalformedJsonException if the text is not exactly one JSON value within the limits
     */
    public static JsonValue parse(String text) throws MalformedJsonException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new MalformedJsonException("empty");
            }
            JsonValue value = read(parser, first);
            if (parser.nextToken() != null) {
                throw new MalformedJsonException("more than one JSON value");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new MalformedJsonException(describe(e));
        } catch (MalformedJsonException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
    }

    /**
     * Reads one object.
     *
     * @throws MalformedJsonException if the text is not exactly one JSON object within the limits
     */
    public static JsonObject parseObject(String text) throws MalformedJsonException {
        return asObject(parse(text));
    }

    /**
     * Reads one object from UTF-8 bytes.
     *
     * @throws MalformedJsonException if the bytes are not exactly one JSON object within the limits
     */
    public static JsonObject parseObject(byte[] utf8) throws MalformedJsonException {
        return asObject(parse(utf8));
    }

    /** The value as compact JSON text. */
    public static String write(JsonValue value) {
        return write(value, false);
    }

    /** The value as indented JSON text that ends with a line feed, for files that people edit. */
    public static String writeIndented(JsonValue value) {
        return write(value, true) + "\n";
    }

    private static String write(JsonValue value, boolean indented) {
        Pieces pieces = new Pieces();
        try (JsonGenerator generator = FACTORY.createGenerator(pieces.written)) {
            if (indented) {
                generator.useDefaultPrettyPrinter();
            }
            write(generator, value, pieces);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return pieces.whole();
    }

    /** Raw values are copied once, when the whole is put together: they are large. */
    private static final class Pieces {

        private final StringWriter written = new StringWriter();
        private final List<String> done = new ArrayList<>();

        void add(JsonRaw raw) {
            cut();
            done.add(raw.toJson());
        }

        private void cut() {
            done.add(escapeLoneSurrogates(written.toString()));
            written.getBuffer().setLength(0);
        }

        String whole() {
            cut();
            return done.size() == 1 ? done.getFirst() : String.join("", done);
        }
    }

    /** Half a surrogate pair has no UTF-8 form: written as it is, it would turn into a question mark in the file. */
    private static String escapeLoneSurrogates(String json) {
        if (json.codePoints().noneMatch(Json::isLoneSurrogate)) {
            return json;
        }
        StringBuilder escaped = new StringBuilder(json.length());
        json.codePoints().forEach(c -> {
            if (isLoneSurrogate(c)) {
                escaped.append("\\u").append(Integer.toHexString(c));
            } else {
                escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }

    private static boolean isLoneSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static JsonObject asObject(JsonValue value) throws MalformedJsonException {
        if (value instanceof JsonObject object) {
            return object;
        }
        throw new MalformedJsonException("not a JSON object");
    }

    /** The parser's own message may quote the input, which may hold a token: only the place and the kind are told. */
    private static String describe(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        String kind = e instanceof StreamConstraintsException
                ? "too deep or too long"
                : e.getOriginalMessage().startsWith("Duplicate field") ? "duplicate key" : "not valid JSON";
        return at == null ? kind : kind + " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    private static JsonValue read(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> readObject(parser);
            case START_ARRAY -> readArray(parser);
            case VALUE_STRING -> new JsonText(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonNumber(parser.getText());
            case VALUE_TRUE -> new JsonFlag(true);
            case VALUE_FALSE -> new JsonFlag(false);
            case VALUE_NULL -> JsonNull.NULL;
            case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw new MalformedJsonException("not valid JSON");
        };
    }

    private static JsonObject readObject(JsonParser parser) throws IOException {
        Map<String, JsonValue> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            fields.put(name, read(parser, parser.nextToken()));
        }
        return new JsonObject(fields);
    }

    private static JsonArray readArray(JsonParser parser) throws IOException {
        List<JsonValue> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(read(parser, token));
        }
        return new JsonArray(items);
    }

    private static void write(JsonGenerator generator, JsonValue value, Pieces pieces) throws IOException {
        switch (value) {
            case JsonObject(Map<String, JsonValue> fields) -> {
                generator.writeStartObject();
                for (Map.Entry<String, JsonValue> field : fields.entrySet()) {
                    generator.writeFieldName(field.getKey());
                    write(generator, field.getValue(), pieces);
                }
                generator.writeEndObject();
            }
            case JsonArray(List<JsonValue> items) -> {
                generator.writeStartArray();
                for (JsonValue item : items) {
                    write(generator, item, pieces);
                }
                generator.writeEndArray();
            }
            case JsonText(String text) -> generator.writeString(text);
            case JsonNumber(String text) -> generator.writeNumber(text);
            case JsonFlag(boolean flag) -> generator.writeBoolean(flag);
            case JsonNull ignored -> generator.writeNull();
            case JsonRaw raw -> {
                generator.writeRawValue("");
                generator.flush();
                pieces.add(raw);
            }
        }
    }
}
