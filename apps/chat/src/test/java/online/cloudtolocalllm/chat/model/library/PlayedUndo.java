package online.cloudtolocalllm.chat.model.library;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.chat.model.Undo;

/** An offer to undo that a test takes or lets pass. */
public final class PlayedUndo implements Undo {

    private record Offer(Runnable undo, Runnable done) {}

    private final List<String> sentences = new ArrayList<>();
    private Optional<Offer> offer = Optional.empty();

    @Override
    public void offer(String sentence, Runnable undo, Runnable done) {
        pass();
        sentences.add(sentence);
        offer = Optional.of(new Offer(undo, done));
    }

    /** What was offered, oldest first. */
    public List<String> sentences() {
        return List.copyOf(sentences);
    }

    /** Takes the offer. */
    public void undo() {
        Optional<Offer> taken = offer;
        offer = Optional.empty();
        taken.orElseThrow().undo().run();
    }

    /** Ten seconds pass. */
    public void pass() {
        Optional<Offer> taken = offer;
        offer = Optional.empty();
        taken.ifPresent(over -> over.done().run());
    }
}
