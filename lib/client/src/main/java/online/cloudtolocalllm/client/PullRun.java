package online.cloudtolocalllm.client;

import java.util.Optional;
import java.util.function.Consumer;
import online.cloudtolocalllm.client.model.PullProgress;

/**
 * A download of a model that is under way. It is complete when {@link #next()} is empty. What was downloaded of a cancelled or
 * broken one stays with the upstream, which goes on from there when it is asked again.
 */
public final class PullRun extends AnswerPieces<PullProgress> {

    PullRun(AnswerStream stream, Consumer<AnswerPieces<?>> whenOver) {
        super(stream, PieceReader.pull(), whenOver);
    }

    /**
     * Blocks until the model is there.
     *
     * @throws DaemonException as {@link #next()} does
     */
    public void await() throws DaemonException {
        Optional<PullProgress> progress = next();
        while (progress.isPresent()) {
            progress = next();
        }
    }
}
