package online.cloudtolocalllm.demo.ollama;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.demo.answer.Pieces;
import online.cloudtolocalllm.demo.answer.Vectors;
import online.cloudtolocalllm.demo.http.Body;
import online.cloudtolocalllm.demo.http.Reply;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.json.JsonArray;
import online.cloudtolocalllm.protocol.json.JsonNull;
import online.cloudtolocalllm.protocol.json.JsonNumber;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.json.JsonValue;

/** {@code POST /api/embed} and the older {@code /api/embeddings}. Thread-safe. */
public final class Embedding {

    /** A text of one letter becomes a vector of 32 numbers, so a small request could ask for a huge answer. */
    private static final int MOST_TEXTS = 512;

    private final TimeSource time;

    /** Embeddings whose duration is measured by this clock. */
    public Embedding(TimeSource time) {
        this.time = time;
    }

    /** What is wrong with a value that is to be embedded, if anything; right are a string, strings, and nothing. */
    public static Optional<String> inputTrouble(JsonValue input) {
        if (!isInput(input)) {
            return Optional.of("invalid input type");
        }
        return input instanceof JsonArray(List<JsonValue> items) && items.size() > MOST_TEXTS
                ? Optional.of("the demo embeds at most " + MOST_TEXTS + " texts in one request")
                : Optional.empty();
    }

    /** A text's vector as JSON numbers. */
    public static JsonArray vector(String text) {
        float[] vector = Vectors.of(text);
        List<JsonValue> numbers = new ArrayList<>(vector.length);
        for (float value : vector) {
            numbers.add(new JsonNumber(Float.toString(value)));
        }
        return new JsonArray(numbers);
    }

    /** Answers {@code /api/embed}. */
    public Reply embed(String path, Body body) {
        long start = time.nanoTime();
        return switch (NativeRequest.of(body, "EmbedRequest")) {
            case NativeRequest.Refused(Reply reply) -> reply;
            case NativeRequest.Good request -> embed(request, start);
        };
    }

    /** Answers {@code /api/embeddings}. */
    public Reply embeddings(String path, Body body) {
        return switch (NativeRequest.of(body, "EmbeddingRequest")) {
            case NativeRequest.Refused(Reply reply) -> reply;
            case NativeRequest.Good request -> {
                String prompt = request.body().text("prompt", "");
                JsonArray vector = prompt.isEmpty() ? new JsonArray(List.of()) : vector(prompt);
                yield Reply.json(200, JsonObject.of("embedding", vector).toJson());
            }
        };
    }

    private Reply embed(NativeRequest.Good request, long start) {
        Optional<String> trouble = inputTrouble(request.body().get("input").orElse(JsonNull.NULL));
        if (trouble.isPresent()) {
            return NativeRequest.error(400, trouble.get());
        }
        List<String> texts = Requests.texts(request.body(), "input");
        JsonObject.Builder answer = JsonObject.builder()
                .put("model", request.model())
                .put("embeddings", texts.stream().map(Embedding::vector).toList());
        if (!texts.isEmpty()) {
            answer.put("total_duration", Math.max(1, time.nanoTime() - start))
                    .put("load_duration", 1)
                    .put(
                            "prompt_eval_count",
                            texts.stream().mapToInt(Pieces::count).sum());
        }
        return Reply.json(200, answer.build().toJson());
    }

    private static boolean isInput(JsonValue input) {
        return input instanceof JsonText
                || input == JsonNull.NULL
                || (input instanceof JsonArray(List<JsonValue> items)
                        && items.stream().allMatch(JsonText.class::isInstance));
    }
}
