package online.cloudtolocalllm.demo.openai;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import online.cloudtolocalllm.demo.answer.Answer;
import online.cloudtolocalllm.demo.answer.AnswerWriter;
import online.cloudtolocalllm.demo.answer.Narrator;
import online.cloudtolocalllm.demo.answer.Pieces;
import online.cloudtolocalllm.demo.answer.Question;
import online.cloudtolocalllm.demo.http.Body;
import online.cloudtolocalllm.demo.http.Reply;
import online.cloudtolocalllm.demo.ollama.LoadedModel;
import online.cloudtolocalllm.demo.ollama.Requests;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.json.JsonArray;
import online.cloudtolocalllm.protocol.json.JsonObject;

/** {@code POST /v1/chat/completions} and {@code /v1/completions}, whole or as server-sent events. Thread-safe. */
public final class OpenAiSpeech {

    private final AnswerWriter writer;
    private final Narrator narrator;
    private final LoadedModel loaded;
    private final TimeSource time;
    private final AtomicLong answers = new AtomicLong();

    /** A speech made of these parts. */
    public OpenAiSpeech(AnswerWriter writer, Narrator narrator, LoadedModel loaded, TimeSource time) {
        this.writer = writer;
        this.narrator = narrator;
        this.loaded = loaded;
        this.time = time;
    }

    /** Answers {@code /v1/chat/completions}. */
    public Reply chat(String path, Body body) throws InterruptedException {
        return switch (OpenAiRequest.of(body, "ChatCompletionRequest")) {
            case OpenAiRequest.Refused(Reply reply) -> reply;
            case OpenAiRequest.Good request -> chat(request);
        };
    }

    /** Answers {@code /v1/completions}. */
    public Reply completion(String path, Body body) throws InterruptedException {
        return switch (OpenAiRequest.of(body, "CompletionRequest")) {
            case OpenAiRequest.Refused(Reply reply) -> reply;
            case OpenAiRequest.Good request -> {
                String prompt = String.join("\n", Requests.texts(request.body(), "prompt"));
                Question question = new Question(prompt, 1 + Pieces.count(prompt), request.limits(), request.json());
                yield answer(request, question, OpenAiShape.COMPLETION);
            }
        };
    }

    private Reply chat(OpenAiRequest.Good request) throws InterruptedException {
        Optional<String> trouble = Requests.messagesTrouble(request.body(), "ChatCompletionRequest");
        if (trouble.isPresent()) {
            return OpenAiRequest.error(400, trouble.get());
        }
        JsonArray messages = request.body().array("messages");
        if (messages.items().isEmpty()) {
            return OpenAiRequest.error(400, "[] is too short - 'messages'");
        }
        Question question = new Question(
                Requests.lastQuestion(messages), Requests.promptTokens(messages), request.limits(), request.json());
        return answer(request, question, OpenAiShape.CHAT);
    }

    private Reply answer(OpenAiRequest.Good request, Question question, OpenAiShape shape) throws InterruptedException {
        Answer answer = writer.answer(question);
        OpenAiShape.Head head =
                new OpenAiShape.Head(answers.incrementAndGet(), time.now().getEpochSecond(), request.model());
        loaded.keep();
        if (request.stream()) {
            return new Reply.Flow("text/event-stream", sink -> stream(request, question, answer, shape, head, sink));
        }
        try {
            narrator.think(answer);
            JsonObject whole = shape.whole(head, answer).with("usage", usage(question, answer));
            return OpenAiRequest.json(200, whole.toJson());
        } finally {
            loaded.keep();
        }
    }

    private void stream(
            OpenAiRequest.Good request,
            Question question,
            Answer answer,
            OpenAiShape shape,
            OpenAiShape.Head head,
            Reply.Sink sink)
            throws IOException, InterruptedException {
        try {
            narrator.say(answer, piece -> sink.send(event(shape.piece(head, piece, Optional.empty()))));
            StringBuilder end = new StringBuilder(event(shape.piece(head, "", Optional.of(answer.endReason()))));
            if (request.usageWanted()) {
                JsonObject last =
                        shape.head(head, true).put("choices", List.of()).build();
                end.append(event(last.with("usage", usage(question, answer))));
            }
            sink.send(end + "data: [DONE]\n\n");
        } finally {
            loaded.keep();
        }
    }

    private static String event(JsonObject chunk) {
        return "data: " + chunk.toJson() + "\n\n";
    }

    private static JsonObject usage(Question question, Answer answer) {
        int asked = question.promptTokens();
        int said = answer.pieces().size();
        return JsonObject.builder()
                .put("prompt_tokens", asked)
                .put("completion_tokens", said)
                .put("total_tokens", asked + said)
                .build();
    }
}
