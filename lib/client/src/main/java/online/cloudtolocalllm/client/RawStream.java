package online.cloudtolocalllm.client;

import java.util.Map;
import java.util.function.Consumer;
import online.cloudtolocalllm.client.model.RawPiece;

/** The answer to any request, piece by piece. It is whole when the upstream ended it properly, whatever the pieces say. */
public final class RawStream extends AnswerPieces<RawPiece> {

    RawStream(AnswerStream stream, Consumer<AnswerPieces<?>> whenOver) {
        super(stream, PieceReader.raw(), whenOver);
    }

    /**
     * The answer's HTTP status, 200 to 299. Blocks until the answer begins.
     *
     * @throws DaemonException as {@link #next()} does, if it does not begin
     */
    public int httpStatus() throws DaemonException {
        return head().httpStatus();
    }

    /**
     * The answer's header fields, names in lower case. Blocks until the answer begins.
     *
     * @throws DaemonException as {@link #next()} does, if it does not begin
     */
    public Map<String, String> headers() throws DaemonException {
        return head().headers();
    }
}
