package online.cloudtolocalllm.chat.model.answer;

import java.util.Optional;
import online.cloudtolocalllm.chat.model.talk.Kept;
import online.cloudtolocalllm.client.AnswerPieces;
import online.cloudtolocalllm.client.DaemonException;
import online.cloudtolocalllm.client.UnifiedConnectionService;
import online.cloudtolocalllm.client.model.ChatPiece;
import online.cloudtolocalllm.client.model.ChatRequest;

/** Asks through the daemon, which keeps the answers. Thread-safe. */
public final class DaemonAsker implements Asker {

    private final UnifiedConnectionService service;

    /**
     * One that asks.
     *
     * @param service closed by whoever made it
     */
    public DaemonAsker(UnifiedConnectionService service) {
        this.service = service;
    }

    /** How an answer is begun. */
    private interface Beginning {
        AnswerPieces<ChatPiece> begin() throws DaemonException;
    }

    @Override
    public RunningAnswer ask(ChatRequest request) {
        return begin(() -> service.keptChat(request));
    }

    @Override
    public RunningAnswer attach(Kept kept) {
        return begin(() -> service.attachChat(kept.request(), kept.offset()));
    }

    private static RunningAnswer begin(Beginning beginning) {
        try {
            return new Running(beginning.begin());
        } catch (DaemonException e) {
            return new NotBegun(Troubles.of(e));
        }
    }

    /** One that never began. */
    private record NotBegun(Trouble trouble) implements RunningAnswer {

        @Override
        public Fetched next() {
            return new Fetched.Broke(trouble);
        }

        @Override
        public void cancel() {
            // Nothing runs.
        }

        @Override
        public void leave() {
            // Nothing runs.
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    private static final class Running implements RunningAnswer {

        private final AnswerPieces<ChatPiece> pieces;
        /** Used by the reader only. */
        private boolean begun;

        Running(AnswerPieces<ChatPiece> pieces) {
            this.pieces = pieces;
        }

        @Override
        public Fetched next() {
            try {
                if (!begun) {
                    Fetched first =
                            new Fetched.Begun(pieces.served(), pieces.kept().orElse(""));
                    begun = true;
                    return first;
                }
                Optional<ChatPiece> piece = pieces.next();
                return piece.isPresent() ? new Fetched.Piece(piece.get(), pieces.taken()) : new Fetched.Whole();
            } catch (DaemonException e) {
                return new Fetched.Broke(Troubles.of(e));
            }
        }

        @Override
        public void cancel() {
            pieces.cancel();
        }

        @Override
        public void leave() {
            pieces.leave();
        }

        @Override
        public void close() {
            pieces.close();
        }
    }
}
