package online.cloudtolocalllm.chat.store;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import online.cloudtolocalllm.chat.model.talk.Origin;
import online.cloudtolocalllm.chat.model.talk.Profile;
import online.cloudtolocalllm.chat.model.talk.Tool;
import online.cloudtolocalllm.protocol.ipc.Tried;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonArray;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonValue;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;
import org.jspecify.annotations.Nullable;

/** Values that stand in a column as JSON, since they are only read and written as a whole. What makes no sense is left out. Pure. */
final class StoredJson {

    private StoredJson() {}

    /** A profile's JSON. */
    static String of(Profile profile) {
        return JsonObject.builder()
                .put("model", unlessEmpty(profile.model()))
                .put("system", unlessEmpty(profile.system()))
                .put("temperature", finite(profile.temperature()))
                .put(
                        "context_tokens",
                        profile.contextTokens().isPresent()
                                ? profile.contextTokens().getAsInt()
                                : null)
                .put("keep_alive", unlessEmpty(profile.keepAlive()))
                .put("format", unlessEmpty(profile.format()))
                .build()
                .toJson();
    }

    /** The profile that was written so. */
    static Profile profile(String json) {
        JsonObject read = object(json);
        OptionalLong context = read.integer("context_tokens");
        return new Profile(
                read.text("model", ""),
                read.text("system", ""),
                read.number("temperature"),
                context.isPresent()
                        ? OptionalInt.of(Math.clamp(context.getAsLong(), Integer.MIN_VALUE, Integer.MAX_VALUE))
                        : OptionalInt.empty(),
                read.text("keep_alive", ""),
                read.text("format", ""));
    }

    /** An origin's JSON. */
    static String of(Origin origin) {
        return JsonObject.builder()
                .put("model", unlessEmpty(origin.model()))
                .put("connection", unlessEmpty(origin.connection()))
                .put("tried", origin.tried().isEmpty() ? null : Tried.toJson(origin.tried()))
                .put(
                        "first_token_nanos",
                        origin.firstToken().map(StoredJson::nanos).orElse(null))
                .put("thinking_nanos", origin.thinking().map(StoredJson::nanos).orElse(null))
                .put("tokens", origin.tokens() == 0 ? null : origin.tokens())
                .put("tokens_per_second", finite(origin.tokensPerSecond()))
                .build()
                .toJson();
    }

    /** The origin that was written so. */
    static Origin origin(String json) {
        JsonObject read = object(json);
        return new Origin(
                read.text("model", ""),
                read.text("connection", ""),
                Tried.read(read.array("tried")),
                duration(read, "first_token_nanos"),
                duration(read, "thinking_nanos"),
                read.integer("tokens").orElse(0),
                read.number("tokens_per_second"));
    }

    /** The JSON of functions that a model wanted called. */
    static String of(List<Tool> tools) {
        return tools.isEmpty()
                ? ""
                : JsonArray.of(tools.stream()
                                .map(tool -> JsonObject.of("function", tool.function(), "arguments", tool.arguments()))
                                .toList())
                        .toJson();
    }

    /** The functions that were written so. */
    static List<Tool> tools(String json) {
        return value(json) instanceof JsonArray array
                ? array.objects().stream()
                        .map(tool -> new Tool(tool.text("function", ""), tool.text("arguments", "")))
                        .toList()
                : List.of();
    }

    private static @Nullable String unlessEmpty(String text) {
        return text.isEmpty() ? null : text;
    }

    private static @Nullable Double finite(OptionalDouble number) {
        return number.isPresent() && Double.isFinite(number.getAsDouble()) ? number.getAsDouble() : null;
    }

    /** 292 years are enough for an answer. */
    private static long nanos(Duration time) {
        return Math.abs(time.toSeconds()) < Long.MAX_VALUE / 1_000_000_000 ? time.toNanos() : Long.MAX_VALUE;
    }

    private static Optional<Duration> duration(JsonObject read, String name) {
        OptionalLong nanos = read.integer(name);
        return nanos.isPresent() ? Optional.of(Duration.ofNanos(nanos.getAsLong())) : Optional.empty();
    }

    private static JsonObject object(String json) {
        return value(json) instanceof JsonObject object ? object : JsonObject.EMPTY;
    }

    private static JsonValue value(String json) {
        try {
            return json.isEmpty() ? JsonObject.EMPTY : Json.parse(json);
        } catch (MalformedJsonException e) {
            return JsonObject.EMPTY;
        }
    }
}
