package online.cloudtolocalllm.client;

import java.util.concurrent.CompletableFuture;
import online.cloudtolocalllm.protocol.json.JsonObject;

/** A call that is answered by one line. Thread-safe. */
final class WholeCall implements Call {

    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

    /** What becomes of it. */
    sealed interface Outcome {

        /**
         * The daemon's reply, which may be a refusal.
         *
         * @param line the reply
         */
        record Reply(JsonObject line) implements Outcome {}

        /**
         * The link ended before.
         *
         * @param end how
         */
        record Lost(LinkEnd end) implements Outcome {}
    }

    /** Completed once; what depends on it runs on the thread that reads the link, or ends it. */
    CompletableFuture<Outcome> outcome() {
        return outcome;
    }

    @Override
    public boolean take(JsonObject line, int bytes) {
        outcome.complete(new Outcome.Reply(line));
        return true;
    }

    @Override
    public void lost(LinkEnd end) {
        outcome.complete(new Outcome.Lost(end));
    }
}
