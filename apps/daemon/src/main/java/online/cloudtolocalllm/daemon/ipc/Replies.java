package online.cloudtolocalllm.daemon.ipc;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import online.cloudtolocalllm.protocol.ipc.Tried;
import online.cloudtolocalllm.protocol.json.JsonArray;
import online.cloudtolocalllm.protocol.json.JsonNull;
import online.cloudtolocalllm.protocol.json.JsonNumber;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.json.JsonValue;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.protocol.status.StatusJson;

/** The JSON shapes of replies, without their ids. Pure. */
public final class Replies {

    /** Connections that the original clients look for, whatever is configured. */
    private static final List<String> ALWAYS = List.of("local_ollama", "cloud_proxy");

    /** More of an upstream's error page than this helps nobody. */
    private static final int LONGEST_ERROR = 1000;

    private Replies() {}

    /** A large line did not come in time. */
    static JsonObject lineTooSlow(Duration limit) {
        return error("A line of this size has to come within " + limit.toSeconds() + " s.", "line_too_slow");
    }

    /** The reply to {@code PING}. */
    public static JsonObject pong() {
        return JsonObject.of("status", "pong");
    }

    /** The reply to a command that has nothing else to say. */
    public static JsonObject ok() {
        return JsonObject.of("ok", true);
    }

    /** A refusal or a failure. */
    public static JsonObject error(String text, String code) {
        return JsonObject.of("error", text, "code", code);
    }

    /** A refused {@code HELLO} or {@code AUTH}. */
    public static JsonObject handshakeError(String response, String text, String code) {
        return JsonObject.builder()
                .put("response", response)
                .put("ok", false)
                .put("error", JsonObject.of("code", code, "message", text))
                .build();
    }

    /** The reply to {@code GET_CONNECTION_STATUS}: the shape of the original clients, and the whole snapshot. */
    public static JsonObject status(DaemonStatus status) {
        Map<String, JsonValue> map = new LinkedHashMap<>(connections(status));
        return JsonObject.of("status", new JsonObject(map), "snapshot", StatusJson.write(status));
    }

    /** Every connection in the shape of the original clients, by its name. */
    static Map<String, JsonObject> connections(DaemonStatus status) {
        Map<String, JsonObject> map = new LinkedHashMap<>();
        ALWAYS.forEach(name -> map.put(name, absent()));
        for (ConnectionStatus connection : status.snapshot().connections()) {
            map.put(connection.id().name(), connection(connection));
        }
        return map;
    }

    private static JsonObject connection(ConnectionStatus connection) {
        String state = connection.health().state().legacyState();
        String reason = connection.health().reason();
        return legacy(
                state,
                connection.lastCheck().orElse(Instant.EPOCH),
                state.equals("error") && !reason.isEmpty() ? new JsonText(reason) : JsonNull.NULL,
                connection.version().<JsonValue>map(JsonText::new).orElse(JsonNull.NULL),
                connection.models());
    }

    /** The shape of a connection that is not there. */
    static JsonObject absent() {
        return legacy(HealthState.UNKNOWN.legacyState(), Instant.EPOCH, JsonNull.NULL, JsonNull.NULL, List.of());
    }

    private static JsonObject legacy(
            String state, Instant lastCheck, JsonValue error, JsonValue version, List<String> models) {
        return JsonObject.builder()
                .put("state", state)
                .put("last_check", seconds(lastCheck))
                .put("error_message", error)
                .put("version", version)
                .put("models", JsonArray.of(models))
                .build();
    }

    /** Always with a fraction: the original clients read a float. */
    private static JsonNumber seconds(Instant at) {
        return new JsonNumber(BigDecimal.valueOf(at.toEpochMilli(), 3).toPlainString());
    }

    /** The reply to {@code PROXY_REQUEST}. */
    public static JsonObject proxy(ProxyReply reply) {
        return switch (reply) {
            case ProxyReply.Answered answered -> answered(answered);
            case ProxyReply.Refused(String text, String code, OptionalInt httpStatus, int attempts) ->
                httpStatus.isEmpty()
                        ? error(text, code)
                        : error(text, code)
                                .with("http_status", httpStatus.getAsInt())
                                .with("attempts", attempts);
        };
    }

    private static JsonObject answered(ProxyReply.Answered answer) {
        int status = answer.httpStatus();
        String servedBy = answer.servedBy();
        JsonObject.Builder reply = JsonObject.builder();
        if (status >= 200 && status < 300) {
            reply.put("result", answer.body());
        } else {
            String otherwise = servedBy + " answered with HTTP status " + status + ".";
            reply.put("error", errorText(answer.body()).orElse(otherwise))
                    .put("code", "http_error")
                    .put("http_status", status);
        }
        reply.put("served_by", servedBy).put("attempts", answer.attempts());
        if (!answer.tried().isEmpty()) {
            reply.put("tried", Tried.toJson(answer.tried()));
        }
        return reply.build();
    }

    /** What an upstream says in its own dialect: Ollama's text, or the message of OpenAI's and Anthropic's error object. */
    private static Optional<String> errorText(JsonValue body) {
        return switch (body) {
            case JsonObject object ->
                object.text("error").or(() -> object.object("error").text("message"));
            case JsonText(String text)
            when !text.isBlank() ->
                Optional.of(text.strip().substring(0, Math.min(text.strip().length(), LONGEST_ERROR)));
            case JsonValue ignored -> Optional.empty();
        };
    }

    /** The reply to {@code TEST_CONNECTION}. */
    public static JsonObject test(TestReport report) {
        return switch (report) {
            case TestReport.Tried tried -> JsonObject.of("result", tried(tried));
            case TestReport.UnknownConnection unknown ->
                error("No connection has the name " + unknown.connection() + ".", "unknown_connection");
        };
    }

    private static JsonObject tried(TestReport.Tried tried) {
        JsonObject.Builder result = JsonObject.builder()
                .put("connection", tried.connection().name())
                .put("ok", tried.ok())
                .put("steps", tried.steps().stream().map(Replies::step).toList());
        tried.advice().ifPresent(text -> result.put("advice", text));
        tried.suggestion().ifPresent(better -> result.put("suggestion", better));
        return result.build();
    }

    private static JsonObject step(TestReport.Step step) {
        return JsonObject.builder()
                .put("step", step.kind().wireName())
                .put("ok", step.ok())
                .put("ms", Math.round(step.took().toNanos() / 1e5) / 10.0)
                .put("detail", step.detail())
                .build();
    }

    /** The reply to {@code START_DEMO}. */
    public static JsonObject demo(DemoStart start) {
        return switch (start) {
            case DemoStart.Serving(String address) -> ok().with("address", address);
            case DemoStart.Failed(String text, String code) -> error(text, code);
        };
    }
}
