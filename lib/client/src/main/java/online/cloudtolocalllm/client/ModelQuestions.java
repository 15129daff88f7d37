package online.cloudtolocalllm.client;

import java.util.List;
import java.util.concurrent.Flow;
import online.cloudtolocalllm.client.model.ChatAnswer;
import online.cloudtolocalllm.client.model.ChatPiece;
import online.cloudtolocalllm.client.model.ChatRequest;
import online.cloudtolocalllm.client.model.Embeddings;
import online.cloudtolocalllm.client.model.GenerateRequest;
import online.cloudtolocalllm.client.model.TextAnswer;
import online.cloudtolocalllm.client.model.TextPiece;

/** What models can be asked. Thread-safe; {@link UnifiedConnectionService} says what holds for all calls. */
public abstract sealed class ModelQuestions permits UnifiedConnectionService {

    private final Talks talks;

    ModelQuestions(Talks talks) {
        this.talks = talks;
    }

    /**
     * Asks a model and waits for the whole answer. Blocks; it is read as it comes, so its time is not limited. An interrupt ends the
     * call.
     *
     * @throws DaemonException if there is no whole answer; one of more than 16 million characters is {@code Broken}, too
     */
    public ChatAnswer chat(ChatRequest request) throws DaemonException {
        return talks.chat(request);
    }

    /**
     * Asks a model; the answer is read as it comes. Blocks for the link only; a model that is not there shows in the first
     * {@link AnswerPieces#next()}.
     *
     * @return to be closed
     * @throws DaemonException if the request cannot be sent
     */
    public AnswerPieces<ChatPiece> chatStream(ChatRequest request) throws DaemonException {
        return talks.chatStream(request);
    }

    /**
     * Asks a model as {@link #chatStream} does; if this program or its link ends meanwhile, the daemon goes on with the answer and keeps
     * it for five minutes, to be read on by {@link #attachChat} under {@link AnswerPieces#kept()}. Without room it is not kept.
     *
     * @return to be closed, which ends the answer, or to be left by {@link AnswerPieces#leave()}
     * @throws DaemonException if the request cannot be sent
     */
    public AnswerPieces<ChatPiece> keptChat(ChatRequest request) throws DaemonException {
        return talks.keptChat(request);
    }

    /**
     * Reads a kept answer on, and takes it over from whoever reads it. Blocks for the link only. An answer that is gone shows in the first
     * {@link AnswerPieces#next()} as {@link DaemonException.Refused} with the code {@code not_kept}; where only its beginning is,
     * {@code first()} says from which piece on it is kept.
     *
     * @param kept its name, of this run of the daemon
     * @param offset how many pieces were taken ({@link AnswerPieces#taken()}); 0 for all of it
     * @return to be closed, which ends the answer, or to be left
     * @throws DaemonException if the daemon cannot be asked
     */
    public AnswerPieces<ChatPiece> attachChat(String kept, long offset) throws DaemonException {
        return talks.attachChat(kept, offset);
    }

    /**
     * An answer for whoever works with Reactive Streams: each subscriber makes a request of its own, when it asks for its first
     * piece. Signals come on a thread of the library, one after the other; {@code onError} gets a {@link DaemonException}. A
     * subscriber that cancels cancels the request, at the upstream too. Does not block, and nor do the subscription's methods.
     */
    public Flow.Publisher<ChatPiece> chatPublisher(ChatRequest request) {
        return new PiecePublisher<>(() -> talks.chatStream(request));
    }

    /**
     * Lets a model go on with a text and waits for the whole, as {@link #chat} does.
     *
     * @throws DaemonException if there is no whole text
     */
    public TextAnswer generate(GenerateRequest request) throws DaemonException {
        return talks.generate(request);
    }

    /**
     * Lets a model go on with a text, which is read as it comes, as with {@link #chatStream}.
     *
     * @return to be closed
     * @throws DaemonException if the request cannot be sent
     */
    public AnswerPieces<TextPiece> generateStream(GenerateRequest request) throws DaemonException {
        return talks.generateStream(request);
    }

    /** A text for whoever works with Reactive Streams, as {@link #chatPublisher}. */
    public Flow.Publisher<TextPiece> generatePublisher(GenerateRequest request) {
        return new PiecePublisher<>(() -> talks.generateStream(request));
    }

    /**
     * Turns texts into vectors. Blocks, 30 minutes at most; changes nothing.
     *
     * @throws DaemonException if there are none
     */
    public Embeddings embed(String model, List<String> texts) throws DaemonException {
        return talks.embed(model, texts);
    }
}
