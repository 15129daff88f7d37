package online.cloudtolocalllm.daemon.ipc;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import online.cloudtolocalllm.protocol.json.JsonCheck;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.json.JsonValue;

/**
 * Writes the chunks of one call: what is JSON is looked at and copied as it came, never made anew. Not thread-safe.
 */
final class ChunkLines {

    private static final byte[] DATA = ascii("\"data\":");
    private static final byte[] TEXT = ascii("\"text\":");
    private static final byte[] TYPE = ascii(",\"type\":");
    private static final byte[] END = ascii("}\n");

    private final byte[] before;
    private String name = "";
    private byte[] type = new byte[0];

    /** The chunks of the call with this id. */
    ChunkLines(JsonValue id) {
        this.before = ("{\"id\":" + id.toJson() + ",\"event\":\"chunk\",").getBytes(StandardCharsets.UTF_8);
    }

    /** Writes a piece as one line with its line feed; how many bytes that were. */
    int write(StreamPieces piece, ByteBuf into) {
        int start = into.writerIndex();
        into.writeBytes(before);
        byte[] bytes = piece.bytes();
        int from = piece.from();
        int to = piece.to();
        if (JsonCheck.isValue(bytes, from, to)) {
            into.writeBytes(DATA);
            onOneLine(bytes, from, to);
            into.writeBytes(bytes, from, to - from);
        } else {
            into.writeBytes(TEXT).writeCharSequence(text(bytes, from, to), StandardCharsets.UTF_8);
        }
        if (!piece.name().isEmpty()) {
            into.writeBytes(TYPE).writeBytes(type(piece.name()));
        }
        into.writeBytes(END);
        return into.writerIndex() - start;
    }

    /** Where there is a line's end in JSON it is white space between two of its parts. */
    private static void onOneLine(byte[] json, int from, int to) {
        for (int i = from; i < to; i++) {
            if (json[i] == '\n' || json[i] == '\r') {
                json[i] = ' ';
            }
        }
    }

    private byte[] type(String of) {
        if (!of.equals(name)) {
            name = of;
            type = new JsonText(of).toJson().getBytes(StandardCharsets.UTF_8);
        }
        return type;
    }

    private static String text(byte[] bytes, int from, int to) {
        return new JsonText(new String(bytes, from, to - from, StandardCharsets.UTF_8)).toJson();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
