package online.cloudtolocalllm.broker.exchange;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;
import java.io.IOException;
import java.util.Arrays;

/**
 * Finds the model that a request body names while the body comes, in pieces of any size: the string under the key
 * {@code model}, or under {@code name} as some tools say (the official command line sends both, with {@code model} empty), at
 * the top level of a JSON object. It may stand anywhere, also behind 30 MB of pictures, so every byte is looked at, once, when
 * it comes; nothing is kept but the key and the name. Of a name that comes twice the last counts, as for the servers that
 * read it. A body that is not JSON is the upstream's to refuse. Lives on one event loop.
 */
final class ModelName implements ByteProcessor {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int MAX_LENGTH = 512;

    /** Longer than any key of interest, and than any name with every character escaped. */
    private static final int KEPT_BYTES = 6 * MAX_LENGTH + 2;

    private static final int KEPT_AT_FIRST = 64;

    private byte[] kept = new byte[KEPT_AT_FIRST];
    private int length;
    private int depth;
    private boolean inString;
    private boolean escaped;
    private boolean keeps;
    private boolean keyNext;
    private boolean over;
    private String key = "";
    private String model = "";
    private String name = "";

    /** The name in a whole body. */
    static String in(ByteBuf body) {
        ModelName found = new ModelName();
        found.watch(body);
        return found.found();
    }

    /** Looks at a piece of the body and leaves it as it is. */
    void watch(ByteBuf piece) {
        if (!over) {
            piece.forEachByte(this);
        }
    }

    /** The name as far as the body has come; empty if there is none. */
    String found() {
        return model.isEmpty() ? name : model;
    }

    @Override
    public boolean process(byte value) {
        if (inString) {
            inString(value);
            return true;
        }
        switch (value) {
            case '"' -> {
                over = depth == 0;
                inString = true;
                keeps = depth == 1 && (keyNext || !key.isEmpty());
                length = 0;
                keep(value);
            }
            case '{', '[' -> {
                over = depth == 0 && value == '[';
                keyNext = depth == 0;
                depth++;
                key = depth == 1 ? key : "";
            }
            case '}', ']' -> over = --depth <= 0;
            case ',' -> {
                keyNext = depth == 1;
                key = "";
            }
            case ':', ' ', '\t', '\r', '\n' -> {
                // between tokens
            }
            default -> over = depth == 0 && value != (byte) 0xEF && value != (byte) 0xBB && value != (byte) 0xBF;
        }
        return !over;
    }

    private void inString(byte value) {
        keep(value);
        if (escaped) {
            escaped = false;
        } else if (value == '\\') {
            escaped = true;
        } else if (value == '"') {
            inString = false;
            if (keeps) {
                take();
            }
        }
    }

    private void keep(byte value) {
        if (!keeps || length == KEPT_BYTES) {
            return;
        }
        if (length == kept.length) {
            kept = Arrays.copyOf(kept, Math.min(2 * length, KEPT_BYTES));
        }
        kept[length++] = value;
    }

    private void take() {
        if (keyNext) {
            keyNext = false;
            String read = text();
            key = read.equals("model") || read.equals("name") ? read : "";
        } else if (key.equals("model")) {
            String read = shown(text());
            model = read.isEmpty() ? model : read;
        } else {
            name = shown(text());
        }
    }

    /** What was kept, read as the JSON string that it is; empty if it was too long to be one. */
    private String text() {
        if (length == KEPT_BYTES) {
            return "";
        }
        try (JsonParser parser = FACTORY.createParser(kept, 0, length)) {
            return parser.nextToken() == JsonToken.VALUE_STRING ? parser.getText() : "";
        } catch (IOException malformed) {
            return "";
        }
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
