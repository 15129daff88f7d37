package online.cloudtolocalllm.daemon.ipc;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonNull;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonSpan;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;

/** Reads a large line without making a tree of its {@code data}: only an outline takes that one's place in the message. Pure. */
final class LargeLine {

    private static final byte[] NO_OBJECT = ascii("[]");

    private LargeLine() {}

    /**
     * Reads a line as strictly as {@link IpcLine#read}.
     *
     * @param line where it stands; the message's body stays there
     * @param length its length
     * @param most the most bytes that everything but {@code data} may have
     */
    static IpcLine read(byte[] line, int length, int most) {
        try {
            JsonSpan.Found found = JsonSpan.find(line, length, "data", "stream");
            JsonSpan data = found.field().orElse(new JsonSpan(length, length));
            if (length - (data.to() - data.from()) > most) {
                return new IpcLine.NotAnObject("too much besides its data");
            }
            JsonObject message = Json.parseObject(outlined(line, length, data, found.inner()));
            return new IpcLine.Message(
                    message,
                    length,
                    message.get("data")
                            .filter(value -> value != JsonNull.NULL)
                            .map(outline -> new ProxyBody.Text(line, data, found.inner(), outline)));
        } catch (MalformedJsonException e) {
            return new IpcLine.NotAnObject(String.valueOf(e.getMessage()));
        }
    }

    /** The line with the kind of its data, and that one's "stream", in the data's place. */
    private static byte[] outlined(byte[] line, int length, JsonSpan data, Optional<JsonSpan> stream) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.write(line, 0, data.from());
        if (data.from() < data.to()) {
            text.writeBytes(outline(line, data, stream));
        }
        text.write(line, data.to(), length - data.to());
        return text.toByteArray();
    }

    private static byte[] outline(byte[] line, JsonSpan data, Optional<JsonSpan> stream) {
        return switch (line[data.from()]) {
            case 'n' -> ascii("null");
            case '{' ->
                ascii(stream.map(at -> "{\"stream\":" + flag(line, at) + "}").orElse("{}"));
            default -> NO_OBJECT;
        };
    }

    /** What is no flag says neither yes nor no, and is passed on. */
    private static String flag(byte[] line, JsonSpan at) {
        return switch (line[at.from()]) {
            case 't' -> "true";
            case 'f' -> "false";
            case 'n' -> "null";
            default -> "0";
        };
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
