package online.cloudtolocalllm.daemon.desktop;

import java.util.Optional;
import java.util.function.Consumer;
import online.cloudtolocalllm.broker.journal.RequestRecord;
import online.cloudtolocalllm.broker.journal.Trace;
import online.cloudtolocalllm.broker.route.PathKind;
import online.cloudtolocalllm.tray.LastAnswer;

/**
 * Remembers the model's answer that ended last. Hears of every request on its event loop, and so only makes a note. Thread-safe.
 */
public final class LastAnswers implements Consumer<RequestRecord> {

    private volatile Optional<LastAnswer> last = Optional.empty();
    private volatile Runnable listener = () -> {};

    /** The last answer of a model, if there was one. */
    Optional<LastAnswer> last() {
        return last;
    }

    /** Runs this after every answer, on the event loop of its request. */
    void whenChanged(Runnable task) {
        listener = task;
    }

    @Override
    public void accept(RequestRecord request) {
        if (request.kind() != PathKind.INFERENCE
                || request.servedBy().isEmpty()
                || request.status() / 100 != 2
                || request.end().isEmpty()) {
            return;
        }
        LastAnswer answer = new LastAnswer(
                request.started().plus(request.duration()),
                request.servedBy().get(),
                request.model(),
                request.tokens().perSecond(),
                end(request.end().get()));
        last = Optional.of(answer);
        listener.run();
    }

    private static LastAnswer.End end(Trace.End end) {
        return switch (end) {
            case WHOLE -> LastAnswer.End.WHOLE;
            case CUT, REFUSED -> LastAnswer.End.BROKE_OFF;
            case CLIENT_LEFT -> LastAnswer.End.STOPPED;
        };
    }
}
