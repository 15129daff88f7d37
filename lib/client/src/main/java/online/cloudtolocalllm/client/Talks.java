package online.cloudtolocalllm.client;

import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.client.ProxyCalls.HttpWish;
import online.cloudtolocalllm.client.model.Answer;
import online.cloudtolocalllm.client.model.ChatAnswer;
import online.cloudtolocalllm.client.model.ChatPiece;
import online.cloudtolocalllm.client.model.ChatRequest;
import online.cloudtolocalllm.client.model.Embeddings;
import online.cloudtolocalllm.client.model.GenerateRequest;
import online.cloudtolocalllm.client.model.Target;
import online.cloudtolocalllm.client.model.TextAnswer;
import online.cloudtolocalllm.client.model.TextPiece;
import online.cloudtolocalllm.protocol.json.JsonArray;
import online.cloudtolocalllm.protocol.json.JsonObject;

/**
 * What is asked of models, as {@link UnifiedConnectionService} documents it. Whole answers are put together from streamed ones:
 * a whole one would have to be there within the time that the daemon gives an upstream for its first byte. Thread-safe.
 *
 * @param calls what asks
 */
record Talks(ProxyCalls calls) {

    ChatAnswer chat(ChatRequest request) throws DaemonException {
        try (AnswerPieces<ChatPiece> pieces = chatStream(request)) {
            PieceCollector answer = new PieceCollector();
            for (Optional<ChatPiece> piece = pieces.next(); piece.isPresent(); piece = pieces.next()) {
                answer.add(piece.get());
            }
            return answer.chat(pieces.served());
        }
    }

    AnswerPieces<ChatPiece> chatStream(ChatRequest request) throws DaemonException {
        return calls.stream(HttpWish.post("/api/chat", request.toJson(), request.target()), PieceReader.chat());
    }

    AnswerPieces<ChatPiece> keptChat(ChatRequest request) throws DaemonException {
        return calls.kept(HttpWish.post("/api/chat", request.toJson(), request.target()), PieceReader.chat());
    }

    AnswerPieces<ChatPiece> attachChat(String kept, long offset) throws DaemonException {
        return calls.attach(kept, offset, PieceReader.chat());
    }

    TextAnswer generate(GenerateRequest request) throws DaemonException {
        try (AnswerPieces<TextPiece> pieces = generateStream(request)) {
            PieceCollector answer = new PieceCollector();
            for (Optional<TextPiece> piece = pieces.next(); piece.isPresent(); piece = pieces.next()) {
                answer.add(piece.get());
            }
            return answer.text(pieces.served());
        }
    }

    AnswerPieces<TextPiece> generateStream(GenerateRequest request) throws DaemonException {
        return calls.stream(HttpWish.post("/api/generate", request.toJson(), request.target()), PieceReader.text());
    }

    Embeddings embed(String model, List<String> texts) throws DaemonException {
        JsonObject body = JsonObject.of("model", model, "input", JsonArray.of(texts));
        Answer answer = calls.whole(HttpWish.post("/api/embed", body, Target.ANYWHERE), ProxyCalls.MODEL_LIMIT);
        return Embeddings.read(ProxyCalls.object(answer), answer.served())
                .orElseThrow(() -> new DaemonException.NotUnderstood("it holds no vectors"));
    }
}
