package online.cloudtolocalllm.daemon.ipc;

import java.util.Optional;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;

/** A whole line, read. */
sealed interface IpcLine {

    /**
     * A JSON object.
     *
     * @param object the object
     * @param bytes the line's length, without the line feed
     * @param body of a large line: what its {@code data} really is, of which the object has only an outline
     */
    record Message(JsonObject object, int bytes, Optional<ProxyBody.Text> body) implements IpcLine {

        /** An ordinary line. */
        Message(JsonObject object, int bytes) {
            this(object, bytes, Optional.empty());
        }
    }

    /**
     * Anything else.
     *
     * @param reason why, naming the place and never the content
     */
    record NotAnObject(String reason) implements IpcLine {}

    /** Reads a line strictly: UTF-8, one object, no duplicate keys, bounded depth. */
    static IpcLine read(byte[] line) {
        try {
            return new Message(Json.parseObject(line), line.length);
        } catch (MalformedJsonException e) {
            return new NotAnObject(String.valueOf(e.getMessage()));
        }
    }
}
