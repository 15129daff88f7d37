package online.cloudtolocalllm.broker.exchange;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Finds the model that a request body names, reading no further than it must. */
final class ModelName {

    private static final int MAX_LENGTH = 512;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(512)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(10_000)
                    .build())
            .build();

    private ModelName() {}

    /**
     * The string under the key {@code model}, or under {@code name} as some tools say (the official command line sends both,
     * with {@code model} empty), at the top level of a JSON object. Empty if there is none; a body that is not JSON is the
     * upstream's to refuse.
     */
    static String in(ByteBuf body) {
        String name = "";
        try (InputStream bytes = new ByteBufInputStream(body.duplicate());
                JsonParser parser = FACTORY.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return "";
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String key = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value == JsonToken.VALUE_STRING && key.equals("model") && parser.getTextLength() > 0) {
                    return shown(parser.getText());
                }
                if (value == JsonToken.VALUE_STRING && key.equals("name")) {
                    name = shown(parser.getText());
                }
                parser.skipChildren();
            }
        } catch (IOException malformed) {
            return name;
        }
        return name;
    }

    /** The name goes into a header field and into logs: anything that cannot stand there is left out. */
    private static String shown(String text) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < text.length() && name.length() < MAX_LENGTH; i++) {
            char c = text.charAt(i);
            if (c > ' ' && c < 0x7f) {
                name.append(c);
            }
        }
        return name.toString();
    }
}
