package online.cloudtolocalllm.demo.openai;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.demo.answer.Pieces;
import online.cloudtolocalllm.demo.answer.Vectors;
import online.cloudtolocalllm.demo.http.Body;
import online.cloudtolocalllm.demo.http.Reply;
import online.cloudtolocalllm.demo.ollama.Embedding;
import online.cloudtolocalllm.demo.ollama.Requests;
import online.cloudtolocalllm.protocol.json.JsonNull;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.json.JsonValue;

/** {@code POST /v1/embeddings}. Thread-safe. */
public final class OpenAiEmbeddings {

    /** Makes the endpoint. */
    public OpenAiEmbeddings() {}

    /** Answers one request. */
    public Reply embed(String path, Body body) {
        return switch (OpenAiRequest.of(body, "EmbedRequest")) {
            case OpenAiRequest.Refused(Reply reply) -> reply;
            case OpenAiRequest.Good request -> embed(request);
        };
    }

    private static Reply embed(OpenAiRequest.Good request) {
        Optional<String> trouble =
                Embedding.inputTrouble(request.body().get("input").orElse(JsonNull.NULL));
        if (trouble.isPresent()) {
            return OpenAiRequest.error(400, trouble.get());
        }
        boolean base64 = request.body().text("encoding_format", "float").equals("base64");
        List<JsonObject> vectors = new ArrayList<>();
        int tokens = 0;
        for (String text : Requests.texts(request.body(), "input")) {
            JsonValue vector = base64 ? new JsonText(base64(Vectors.of(text))) : Embedding.vector(text);
            vectors.add(JsonObject.builder()
                    .put("object", "embedding")
                    .put("embedding", vector)
                    .put("index", vectors.size())
                    .build());
            tokens += Pieces.count(text);
        }
        JsonObject answer = JsonObject.builder()
                .put("object", "list")
                .put("data", vectors)
                .put("model", request.model())
                .put("usage", JsonObject.of("prompt_tokens", tokens, "total_tokens", tokens))
                .build();
        return OpenAiRequest.json(200, answer.toJson());
    }

    private static String base64(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
