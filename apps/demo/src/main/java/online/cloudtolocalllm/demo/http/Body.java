package online.cloudtolocalllm.demo.http;

import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;

/** A request's body, read as JSON whatever its content type says, as Ollama does. */
public sealed interface Body {

    /** There is none. */
    record Missing() implements Body {}

    /** It is no JSON object; the text says why. */
    record Broken(String why) implements Body {}

    /** A JSON object. */
    record Parsed(JsonObject json) implements Body {}

    /** Reads a body. */
    static Body of(byte[] bytes) {
        if (bytes.length == 0) {
            return new Missing();
        }
        try {
            return new Parsed(Json.parseObject(bytes));
        } catch (MalformedJsonException e) {
            return new Broken("invalid request body: " + e.getMessage());
        }
    }
}
