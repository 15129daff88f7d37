package online.cloudtolocalllm.broker.exchange;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds the model that a request body names while the body comes, in pieces of any size: the string under the key
 * {@code model} (or another that the path uses), or under {@code name} as some tools say (the official command line sends
 * both, with {@code model} empty), at the top level of a JSON object; and for how long the model shall be kept in memory. They
 * may stand anywhere, also behind 30 MB of pictures, so every byte is looked at, once, when it comes; nothing is kept but the
 * key and the value. Of a name that comes twice the last counts, and the case of keys does not, as for the servers that read
 * it. A body that is not JSON is the upstream's to refuse. Lives on one event loop.
 */
final class ModelName implements ByteProcessor {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int MAX_LENGTH = 512;
    private static final String KEEP_ALIVE = "keep_alive";

    /** Longer than any key of interest, and than any name with every character escaped. */
    private static final int KEPT_BYTES = 6 * MAX_LENGTH + 2;

    private static final int KEPT_AT_FIRST = 64;
    private static final int LONGEST_NUMBER = 32;

    private final String modelKey;
    private byte[] kept = new byte[KEPT_AT_FIRST];
    private int length;
    private int depth;
    private boolean inString;
    private boolean escaped;
    private boolean keeps;
    private boolean keyNext;
    private boolean begun;
    private boolean over;
    private String key = "";
    private String model = "";
    private String name = "";
    private final StringBuilder keepAlive = new StringBuilder(0);

    /**
     * A search in a body that is to come.
     *
     * @param modelKey the key under which the model is named
     */
    ModelName(String modelKey) {
        this.modelKey = modelKey;
    }

    /** Looks at a piece of the body and leaves it as it is. */
    void watch(ByteBuf piece) {
        if (piece.isReadable()) {
            begun = true;
        }
        if (!over) {
            piece.forEachByte(this);
        }
    }

    /** The name as it was sent, as far as the body has come; empty if there is none, or one that no model can have. */
    String exact() {
        return model.isEmpty() ? name : model;
    }

    /** The name for a header field and for logs: anything that cannot stand there is left out. */
    String shown() {
        String exact = exact();
        StringBuilder shown = new StringBuilder(exact.length());
        for (int i = 0; i < exact.length() && shown.length() < MAX_LENGTH; i++) {
            char c = exact.charAt(i);
            if (c > ' ' && c < 0x7f) {
                shown.append(c);
            }
        }
        return shown.toString();
    }

    /** How long the model shall stay in memory, as it was sent; empty if the body does not say. */
    String keepAlive() {
        return keepAlive.toString();
    }

    /** Whether what has come is nothing at all, or a whole JSON object as far as can be told. */
    boolean isReadable() {
        return !begun || (over && depth == 0 && !inString);
    }

    @Override
    public boolean process(byte value) {
        if (inString) {
            inString(value);
            return true;
        }
        switch (value) {
            case '"' -> openString(value);
            case '{', '[' -> {
                if (depth == 0 && value == '[') {
                    return giveUp();
                }
                keyNext = depth == 0;
                depth++;
                key = depth == 1 ? key : "";
            }
            case '}', ']' -> {
                depth--;
                over = depth <= 0;
            }
            case ',' -> {
                keyNext = depth == 1;
                key = "";
            }
            case ':', ' ', '\t', '\r', '\n' -> {
                // between tokens
            }
            default -> {
                if (depth == 0 && value != (byte) 0xEF && value != (byte) 0xBB && value != (byte) 0xBF) {
                    return giveUp();
                }
                if (depth == 1 && key.equals(KEEP_ALIVE) && keepAlive.length() < LONGEST_NUMBER) {
                    keepAlive.append((char) (value & 0xff));
                }
            }
        }
        return !over;
    }

    /** It is no object. */
    private boolean giveUp() {
        over = true;
        depth = 1;
        return false;
    }

    private void openString(byte quote) {
        if (depth == 0) {
            giveUp();
            return;
        }
        inString = true;
        keeps = depth == 1 && (keyNext || !key.isEmpty());
        length = 0;
        keep(quote);
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
            key = known(text());
            if (key.equals(KEEP_ALIVE)) {
                keepAlive.setLength(0);
            }
            return;
        }
        String value = text();
        if (key.equals(KEEP_ALIVE)) {
            keepAlive.setLength(0);
            keepAlive.append(value, 0, Math.min(value.length(), LONGEST_NUMBER));
        } else if (key.equals(modelKey)) {
            model = value.isEmpty() ? model : value;
        } else {
            name = value;
        }
    }

    private String known(String text) {
        if (text.equalsIgnoreCase(modelKey)) {
            return modelKey;
        }
        return text.equalsIgnoreCase("name") ? "name" : text.equalsIgnoreCase(KEEP_ALIVE) ? KEEP_ALIVE : "";
    }

    /** Whether what was kept means itself, as keys and most names do. */
    private boolean isPlain() {
        for (int i = 1; i < length - 1; i++) {
            if (kept[i] < ' ' || kept[i] == '\\') {
                return false;
            }
        }
        return true;
    }

    /** What was kept, read as the JSON string that it is; empty if it is too long to be a name. */
    private String text() {
        if (length == KEPT_BYTES) {
            return "";
        }
        if (isPlain()) {
            return new String(kept, 1, length - 2, StandardCharsets.US_ASCII);
        }
        try (JsonParser parser = FACTORY.createParser(kept, 0, length)) {
            return parser.nextToken() == JsonToken.VALUE_STRING ? parser.getText() : "";
        } catch (IOException malformed) {
            return "";
        }
    }
}
