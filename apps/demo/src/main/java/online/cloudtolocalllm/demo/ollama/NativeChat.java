package online.cloudtolocalllm.demo.ollama;

import java.util.Optional;
import online.cloudtolocalllm.demo.answer.Answer;
import online.cloudtolocalllm.demo.answer.Question;
import online.cloudtolocalllm.demo.http.Body;
import online.cloudtolocalllm.demo.http.Reply;
import online.cloudtolocalllm.protocol.json.JsonArray;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonValue;

/** {@code POST /api/chat}. Thread-safe. */
public final class NativeChat {

    private static final String TYPE = "ChatRequest";

    private final NativeSpeech speech;

    /** An endpoint that answers by this speech. */
    public NativeChat(NativeSpeech speech) {
        this.speech = speech;
    }

    /** Answers one request; an empty conversation loads or unloads the model. */
    public Reply answer(String path, Body body) throws InterruptedException {
        return switch (NativeRequest.of(body, TYPE)) {
            case NativeRequest.Refused(Reply reply) -> reply;
            case NativeRequest.Good request -> answer(request);
        };
    }

    private Reply answer(NativeRequest.Good request) throws InterruptedException {
        Optional<Reply> trouble = Requests.messagesTrouble(request.body(), TYPE)
                .map(text -> NativeRequest.error(400, text))
                .or(() -> NativeRequest.answerTrouble(request));
        if (trouble.isPresent()) {
            return trouble.get();
        }
        JsonArray messages = request.body().array("messages");
        if (messages.items().isEmpty()) {
            return speech.loadOrUnload(request, new ChatShape());
        }
        Question question = new Question(
                Requests.lastQuestion(messages), Requests.promptTokens(messages), request.limits(), request.json());
        return speech.answer(request, question, new ChatShape());
    }

    private record ChatShape() implements NativeSpeech.Shape {

        @Override
        public String field() {
            return "message";
        }

        @Override
        public JsonValue wrap(String text) {
            return JsonObject.of("role", "assistant", "content", text);
        }

        @Override
        public void finish(JsonObject.Builder last, Answer answer) {
            // a chat's last line holds nothing more
        }
    }
}
