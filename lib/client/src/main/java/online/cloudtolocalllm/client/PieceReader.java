package online.cloudtolocalllm.client;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import online.cloudtolocalllm.client.model.ChatPiece;
import online.cloudtolocalllm.client.model.PullProgress;
import online.cloudtolocalllm.client.model.RawPiece;
import online.cloudtolocalllm.client.model.TextPiece;
import online.cloudtolocalllm.protocol.ipc.StreamEvent;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonText;

/** Makes pieces of one kind of what a stream brings, and knows which one is the last. Pure. */
sealed interface PieceReader<T> {

    /** What became of one event of a stream. */
    sealed interface Reading<T> {

        /**
         * A piece.
         *
         * @param piece the piece
         * @param last whether the answer is whole with it
         */
        record Piece<T>(T piece, boolean last) implements Reading<T> {}

        /**
         * The upstream says in the middle of its answer that it failed, or speaks another language.
         *
         * @param code the same as one stable word
         * @param why for people
         */
        record Bad<T>(String code, String why) implements Reading<T> {}
    }

    /** The reading of a piece of the body. */
    Reading<T> read(StreamEvent.Chunk chunk);

    /** The reading of a piece of the body that is no JSON. */
    Reading<T> read(StreamEvent.Text text);

    /** Whether an answer is whole only with its last piece, and not with the end of its stream. */
    boolean endsWithAPiece();

    /** Of {@code /api/chat}. */
    static PieceReader<ChatPiece> chat() {
        return new Lines<>(ChatPiece::read, ChatPiece::done);
    }

    /** Of {@code /api/generate}. */
    static PieceReader<TextPiece> text() {
        return new Lines<>(TextPiece::read, TextPiece::done);
    }

    /** Of {@code /api/pull}. */
    static PieceReader<PullProgress> pull() {
        return new Lines<>(PullProgress::read, PullProgress::done);
    }

    /** Of anything, as it comes. */
    static PieceReader<RawPiece> raw() {
        return new Raw();
    }

    /**
     * Lines of Ollama's API: objects, of which the last one says so.
     *
     * @param line reads one
     * @param last whether it is the last
     */
    record Lines<T>(Function<JsonObject, T> line, Predicate<T> last) implements PieceReader<T> {

        @Override
        public Reading<T> read(StreamEvent.Chunk chunk) {
            if (!(chunk.data() instanceof JsonObject object)) {
                return foreign();
            }
            Optional<String> error = ErrorBody.message(object);
            if (error.isPresent()) {
                return new Reading.Bad<>("upstream_error", error.get());
            }
            T piece = line.apply(object);
            return new Reading.Piece<>(piece, last.test(piece));
        }

        @Override
        public Reading<T> read(StreamEvent.Text text) {
            return foreign();
        }

        private static <T> Reading<T> foreign() {
            return new Reading.Bad<>("not_understood", "The upstream sent something that is no line of Ollama's API.");
        }

        @Override
        public boolean endsWithAPiece() {
            return true;
        }
    }

    /** Everything as it comes. */
    record Raw() implements PieceReader<RawPiece> {

        @Override
        public Reading<RawPiece> read(StreamEvent.Chunk chunk) {
            return new Reading.Piece<>(new RawPiece(chunk.data(), chunk.type()), false);
        }

        @Override
        public Reading<RawPiece> read(StreamEvent.Text text) {
            return new Reading.Piece<>(new RawPiece(new JsonText(text.text()), text.type()), false);
        }

        @Override
        public boolean endsWithAPiece() {
            return false;
        }
    }
}
