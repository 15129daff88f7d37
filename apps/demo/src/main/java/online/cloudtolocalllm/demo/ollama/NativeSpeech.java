package online.cloudtolocalllm.demo.ollama;

import java.io.IOException;
import java.time.Duration;
import online.cloudtolocalllm.demo.answer.Answer;
import online.cloudtolocalllm.demo.answer.AnswerWriter;
import online.cloudtolocalllm.demo.answer.Narrator;
import online.cloudtolocalllm.demo.answer.Question;
import online.cloudtolocalllm.demo.http.Reply;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonValue;

/** Answers in Ollama's native shape, streamed or whole; chat and generate differ only in how a piece is wrapped. Thread-safe. */
public final class NativeSpeech {

    private final AnswerWriter writer;
    private final Narrator narrator;
    private final LoadedModel loaded;
    private final TimeSource time;

    /** A speech made of these parts. */
    public NativeSpeech(AnswerWriter writer, Narrator narrator, LoadedModel loaded, TimeSource time) {
        this.writer = writer;
        this.narrator = narrator;
        this.loaded = loaded;
        this.time = time;
    }

    /** How an interface wraps text. */
    interface Shape {

        /** The name of the field that holds the text. */
        String field();

        /** The field's value. */
        JsonValue wrap(String text);

        /** Adds what this interface tells at the end of an answer. */
        void finish(JsonObject.Builder last, Answer answer);
    }

    /** The answer to a question. */
    Reply answer(NativeRequest.Good request, Question question, Shape shape) throws InterruptedException {
        Answer answer = writer.answer(question);
        loaded.keep(keepAlive(request));
        if (request.stream()) {
            return new Reply.Flow("application/x-ndjson", sink -> stream(request, question, answer, shape, sink));
        }
        try {
            Narrator.Timings timings = narrator.think(answer);
            JsonObject.Builder whole = head(request, shape, answer.text());
            return Reply.json(200, last(whole, shape, question, answer, timings).toJson());
        } finally {
            loaded.keep(keepAlive(request));
        }
    }

    /** The answer to a request without a question, which only loads the model or unloads it. */
    Reply loadOrUnload(NativeRequest.Good request, Shape shape) {
        Duration keepAlive = keepAlive(request);
        loaded.keep(keepAlive);
        return Reply.json(
                200,
                head(request, shape, "")
                        .put("done", true)
                        .put("done_reason", keepAlive.isZero() ? "unload" : "load")
                        .build()
                        .toJson());
    }

    private void stream(NativeRequest.Good request, Question question, Answer answer, Shape shape, Reply.Sink sink)
            throws IOException, InterruptedException {
        try {
            Narrator.Timings timings = narrator.say(answer, piece -> {
                JsonObject line = head(request, shape, piece).put("done", false).build();
                sink.send(line.toJson() + "\n");
            });
            JsonObject.Builder end = head(request, shape, "");
            sink.send(last(end, shape, question, answer, timings).toJson() + "\n");
        } finally {
            loaded.keep(keepAlive(request));
        }
    }

    private JsonObject.Builder head(NativeRequest.Good request, Shape shape, String text) {
        return JsonObject.builder()
                .put("model", request.model())
                .put("created_at", time.now().toString())
                .put(shape.field(), shape.wrap(text));
    }

    private static JsonObject last(
            JsonObject.Builder line, Shape shape, Question question, Answer answer, Narrator.Timings timings) {
        line.put("done", true).put("done_reason", answer.endReason());
        shape.finish(line, answer);
        return line.put("total_duration", timings.total())
                .put("load_duration", 1)
                .put("prompt_eval_count", question.promptTokens())
                .put("prompt_eval_duration", timings.prompt())
                .put("eval_count", answer.pieces().size())
                .put("eval_duration", timings.eval())
                .build();
    }

    private static Duration keepAlive(NativeRequest.Good request) {
        return switch (KeepAlive.of(request.body())) {
            case KeepAlive.For(Duration kept) -> kept;
            case KeepAlive.Wrong(String ignored) -> KeepAlive.BY_DEFAULT;
        };
    }
}
