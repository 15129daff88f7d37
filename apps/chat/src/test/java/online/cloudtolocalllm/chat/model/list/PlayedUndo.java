package online.cloudtolocalllm.chat.model.list;

import java.util.Optional;
import online.cloudtolocalllm.chat.model.Undo;

/** Ten seconds that are over when a test says so. For one thread. */
final class PlayedUndo implements Undo {

    private Optional<Offer> open = Optional.empty();

    private record Offer(String sentence, Runnable undo, Runnable done) {}

    @Override
    public void offer(String sentence, Runnable undo, Runnable done) {
        over();
        open = Optional.of(new Offer(sentence, undo, done));
    }

    String sentence() {
        return open.map(Offer::sentence).orElse("");
    }

    void undo() {
        Optional<Offer> taken = open;
        open = Optional.empty();
        taken.ifPresent(offer -> offer.undo().run());
    }

    void over() {
        Optional<Offer> taken = open;
        open = Optional.empty();
        taken.ifPresent(offer -> offer.done().run());
    }
}
