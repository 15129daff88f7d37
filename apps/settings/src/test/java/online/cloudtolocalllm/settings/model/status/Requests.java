package online.cloudtolocalllm.settings.model.status;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import online.cloudtolocalllm.protocol.json.JsonObject;

/** Requests for tests, as the daemon tells them. */
public final class Requests {

    /** When all of them came. */
    public static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    private Requests() {}

    /** A stream that this connection answered, with 100 tokens in its last two of two and a half seconds. */
    public static JsonObject stream(String id, String connection) {
        return JsonObject.builder()
                .put("id", id)
                .put("state", "done")
                .put("outcome", "whole")
                .put("started", START.toString())
                .put("method", "POST")
                .put("path", "/api/chat")
                .put("model", "llama3.2:latest")
                .put("app", "editor")
                .put("client", "curl/8.7.1 (linux)")
                .put("served_by", connection)
                .put("status", 200)
                .put("attempts", List.of(attempt(connection, "passed_on", "it answered 200", 400)))
                .put("first_byte_ms", 400.0)
                .put("first_token_ms", 500.0)
                .put("duration_ms", 2500.0)
                .put("bytes_in", 74)
                .put("bytes_out", 11_342)
                .put("prompt_tokens", 7)
                .put("completion_tokens", 100)
                .put("tokens_per_second", 50.0)
                .build();
    }

    /** One of them that goes on. */
    public static JsonObject running(String id, String connection) {
        return stream(id, connection).with("state", "running").with("outcome", "running");
    }

    /** The same as if it had come so many seconds later. */
    public static JsonObject after(long seconds, JsonObject request) {
        return request.with("started", START.plusSeconds(seconds).toString());
    }

    /** One that was served by the second connection. */
    public static JsonObject failedOver(String id) {
        return stream(id, "cloud_proxy")
                .with(
                        "attempts",
                        List.of(
                                attempt("gpu_box", "not_sent", "nothing listens on 192.168.1.20:11434", 32),
                                attempt("cloud_proxy", "passed_on", "it answered 200", 478)));
    }

    /** One that nobody served, after two were asked. */
    public static JsonObject refused(String id) {
        return stream(id, "")
                .without("served_by")
                .without("completion_tokens")
                .without("tokens_per_second")
                .without("first_token_ms")
                .with("outcome", "refused")
                .with("status", 503)
                .with("why", "no connection answered")
                .with(
                        "attempts",
                        List.of(
                                attempt("gpu_box", "not_sent", "nothing listens there", 32),
                                attempt("local_ollama", "timed_out", "", 8_000)));
    }

    /** A connection that was asked. */
    public static JsonObject attempt(String connection, String result, String detail, double millis) {
        return JsonObject.of("connection", connection, "result", result)
                .with("detail", detail)
                .with("ms", millis);
    }

    /** What the daemon answers. */
    public static JsonObject list(long next, JsonObject... requests) {
        return JsonObject.of("requests", List.of(requests), "next", next);
    }

    static Request request(JsonObject json) {
        return Request.read(json).orElseThrow();
    }

    static RequestLog log(JsonObject... requests) {
        return RequestLog.EMPTY.with(
                Arrays.stream(requests).map(Requests::request).toList());
    }
}
