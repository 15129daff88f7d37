package online.cloudtolocalllm.demo.ollama;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import online.cloudtolocalllm.demo.answer.Answer;
import online.cloudtolocalllm.demo.answer.Pieces;
import online.cloudtolocalllm.demo.answer.Question;
import online.cloudtolocalllm.demo.http.Body;
import online.cloudtolocalllm.demo.http.Reply;
import online.cloudtolocalllm.protocol.json.JsonNull;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.json.JsonValue;

/** {@code POST /api/generate}. Thread-safe. */
public final class NativeGenerate {

    private static final String TYPE = "GenerateRequest";

    private final NativeSpeech speech;

    /** An endpoint that answers by this speech. */
    public NativeGenerate(NativeSpeech speech) {
        this.speech = speech;
    }

    /** Answers one request; an empty prompt loads or unloads the model. */
    public Reply answer(String path, Body body) throws InterruptedException {
        return switch (NativeRequest.of(body, TYPE)) {
            case NativeRequest.Refused(Reply reply) -> reply;
            case NativeRequest.Good request -> answer(request);
        };
    }

    private Reply answer(NativeRequest.Good request) throws InterruptedException {
        JsonValue given = request.body().get("prompt").orElse(JsonNull.NULL);
        if (given != JsonNull.NULL && !(given instanceof JsonText)) {
            return NativeRequest.error(400, Requests.wrongType(given, TYPE + ".prompt", "string"));
        }
        Optional<Reply> trouble = NativeRequest.answerTrouble(request);
        if (trouble.isPresent()) {
            return trouble.get();
        }
        String prompt = request.body().text("prompt", "");
        GenerateShape shape = new GenerateShape(prompt);
        if (prompt.isEmpty()) {
            return speech.loadOrUnload(request, shape);
        }
        Question question = new Question(prompt, 1 + Pieces.count(prompt), request.limits(), request.json());
        return speech.answer(request, question, shape);
    }

    private record GenerateShape(String prompt) implements NativeSpeech.Shape {

        /** Enough for a client to hand back; a real model's grows with the conversation. */
        private static final int CONTEXT_LENGTH = 256;

        private static final int PROMPT_CHARS = 2_000;

        @Override
        public String field() {
            return "response";
        }

        @Override
        public JsonValue wrap(String text) {
            return new JsonText(text);
        }

        /** The numbers of the last pieces stand for the conversation, as token numbers do with a model. */
        @Override
        public void finish(JsonObject.Builder last, Answer answer) {
            String end = prompt.substring(Math.max(0, prompt.length() - PROMPT_CHARS));
            List<Integer> numbers = Stream.concat(Pieces.of(end).stream(), answer.pieces().stream())
                    .map(piece -> piece.hashCode() & 0x7fff)
                    .toList();
            last.put("context", numbers.subList(Math.max(0, numbers.size() - CONTEXT_LENGTH), numbers.size()));
        }
    }
}
