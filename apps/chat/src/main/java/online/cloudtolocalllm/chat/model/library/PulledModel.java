package online.cloudtolocalllm.chat.model.library;

import java.util.Optional;
import online.cloudtolocalllm.client.DaemonException;
import online.cloudtolocalllm.client.PullRun;
import online.cloudtolocalllm.client.model.PullProgress;

/** A download through the daemon. Thread-safe as {@link PullRun} is. */
final class PulledModel implements Download {

    private final PullRun run;

    PulledModel(PullRun run) {
        this.run = run;
    }

    @Override
    public Step next() {
        try {
            Optional<PullProgress> progress = run.next();
            return progress.isPresent()
                    ? new Step.Progress(progress.get(), run.served().connection())
                    : new Step.Whole();
        } catch (DaemonException e) {
            return new Step.Broken(DaemonModels.sentence(e));
        }
    }

    @Override
    public void close() {
        run.close();
    }
}
