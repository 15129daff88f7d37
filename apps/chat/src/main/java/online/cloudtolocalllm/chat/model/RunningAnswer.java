package online.cloudtolocalllm.chat.model;

import java.util.Optional;
import online.cloudtolocalllm.client.AnswerPieces;
import online.cloudtolocalllm.client.DaemonException;
import online.cloudtolocalllm.client.model.ChatPiece;
import online.cloudtolocalllm.client.model.Served;

/** An answer that comes piece by piece, as {@link AnswerPieces} gives it. */
public interface RunningAnswer extends AutoCloseable {

    /** Who answers. Blocks until that is known. */
    Served served() throws DaemonException;

    /** The next piece; empty once the answer is whole. Blocks. */
    Optional<ChatPiece> next() throws DaemonException;

    /** Ends it, from any thread. */
    void cancel();

    @Override
    void close();

    /** That of the client library. */
    static RunningAnswer of(AnswerPieces<ChatPiece> pieces) {
        return new RunningAnswer() {
            @Override
            public Served served() throws DaemonException {
                return pieces.served();
            }

            @Override
            public Optional<ChatPiece> next() throws DaemonException {
                return pieces.next();
            }

            @Override
            public void cancel() {
                pieces.cancel();
            }

            @Override
            public void close() {
                pieces.close();
            }
        };
    }
}
