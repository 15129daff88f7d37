package online.cloudtolocalllm.broker.exchange;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.protocol.json.JsonText;

/**
 * Changes the model's name in a request body: the strings under the given key, and the one under {@code name} if it is the
 * same, at the top level of a JSON object. Everything else stays as it is, byte for byte. Pure.
 */
final class ModelEdit {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(512)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(10_000)
                    .build())
            .build();

    private ModelEdit() {}

    /** Where a string stands, its quotes included. */
    private record Span(int start, int end) {}

    /**
     * The body with another name in it, made of views of the given one.
     *
     * @param body in UTF-8; stays the caller's
     * @param key under which the model is named
     * @param asked the name that is there
     * @param there the name that shall be there
     * @return a buffer that the caller must release; empty if the body is no JSON object that names the model
     */
    static Optional<ByteBuf> apply(ByteBuf body, String key, String asked, String there) {
        Optional<List<Span>> spans = spans(body, key, asked);
        if (spans.isEmpty() || spans.get().isEmpty()) {
            return Optional.empty();
        }
        byte[] name = new JsonText(there).toJson().getBytes(StandardCharsets.UTF_8);
        List<ByteBuf> parts = new ArrayList<>();
        int from = body.readerIndex();
        for (Span span : spans.get()) {
            parts.add(body.retainedSlice(from, body.readerIndex() + span.start - from));
            parts.add(Unpooled.wrappedBuffer(name));
            from = body.readerIndex() + span.end;
        }
        parts.add(body.retainedSlice(from, body.writerIndex() - from));
        return Optional.of(Unpooled.wrappedBuffer(parts.size(), parts.toArray(ByteBuf[]::new)));
    }

    private static Optional<List<Span>> spans(ByteBuf body, String key, String asked) {
        List<Span> spans = new ArrayList<>();
        int mark = hasByteOrderMark(body) ? 3 : 0;
        ByteBuf text = body.duplicate().skipBytes(mark);
        try (InputStream bytes = new ByteBufInputStream(text);
                JsonParser parser = FACTORY.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                if (parser.nextToken() != JsonToken.VALUE_STRING) {
                    parser.skipChildren();
                    continue;
                }
                boolean model = field.equalsIgnoreCase(key);
                if (model || field.equalsIgnoreCase("name")) {
                    String value = parser.getText();
                    Span span = new Span(
                            mark + (int) parser.currentTokenLocation().getByteOffset(),
                            mark + (int) parser.currentLocation().getByteOffset());
                    if (!value.isEmpty() && (model || value.equals(asked))) {
                        if (!isQuoted(body, span)) {
                            return Optional.empty();
                        }
                        spans.add(span);
                    }
                }
            }
            return parser.currentToken() == JsonToken.END_OBJECT ? Optional.of(spans) : Optional.empty();
        } catch (IOException malformed) {
            return Optional.empty();
        }
    }

    private static boolean hasByteOrderMark(ByteBuf body) {
        int at = body.readerIndex();
        return body.readableBytes() >= 3
                && body.getUnsignedByte(at) == 0xEF
                && body.getUnsignedByte(at + 1) == 0xBB
                && body.getUnsignedByte(at + 2) == 0xBF;
    }

    /** Bodies in other encodings than UTF-8 have no such places. */
    private static boolean isQuoted(ByteBuf body, Span span) {
        int start = body.readerIndex() + span.start;
        int end = body.readerIndex() + span.end;
        return span.start >= 0
                && span.end - span.start >= 2
                && end <= body.writerIndex()
                && body.getByte(start) == '"'
                && body.getByte(end - 1) == '"';
    }
}
