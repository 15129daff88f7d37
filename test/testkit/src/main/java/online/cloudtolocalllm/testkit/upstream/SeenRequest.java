package online.cloudtolocalllm.testkit.upstream;

import java.util.Optional;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;
import online.cloudtolocalllm.testkit.http.Bytes;
import online.cloudtolocalllm.testkit.http.Head;

/**
 * A request as an upstream got it.
 *
 * @param connection which connection brought it, counted from 1
 * @param raw every byte, framing included; only the head where the answer did not wait for the body
 * @param head request line and header fields
 * @param body the body without framing
 */
public record SeenRequest(int connection, Bytes raw, Head head, Bytes body) {

    /** The method. */
    public String method() {
        return head.method();
    }

    /** The target with its query. */
    public String target() {
        return head.target();
    }

    /** The target without its query. */
    public String path() {
        return head.path();
    }

    /** The value of the first header field of this name. */
    public Optional<String> header(String name) {
        return head.first(name);
    }

    /** The body as a JSON object; empty if it is none. */
    public Optional<JsonObject> json() {
        try {
            return Optional.of(Json.parseObject(body.toArray()));
        } catch (MalformedJsonException notJson) {
            return Optional.empty();
        }
    }

    /** A copy with another request target. */
    SeenRequest withTarget(String target) {
        return new SeenRequest(connection, raw, new Head(method() + " " + target + " HTTP/1.1", head.headers()), body);
    }
}
