package online.cloudtolocalllm.chat.view.undo;

import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.util.Duration;
import online.cloudtolocalllm.chat.model.Undo;
import online.cloudtolocalllm.window.Parts;

/** The strip at the foot: what was done last, and the way back. For JavaFX's thread. */
public final class UndoStrip extends HBox implements Undo, AutoCloseable {

    private static final Duration OPEN = Duration.seconds(10);

    private final Label sentence = Parts.paragraph("");
    private final PauseTransition open = new PauseTransition(OPEN);
    private final Runnable onLeft;
    private Optional<Offer> offer = Optional.empty();

    private record Offer(Runnable undo, Runnable done) {}

    /**
     * One that is not seen yet.
     *
     * @param onLeft gives the keyboard away that it had when it went
     */
    public UndoStrip(Runnable onLeft) {
        this.onLeft = onLeft;
        getStyleClass().add("undo-strip");
        setId("undo-strip");
        Button close = Parts.button("undo-dismiss", "✕", this::end);
        close.setAccessibleText("Dismiss");
        close.getStyleClass().add("flat");
        getChildren().addAll(sentence, Parts.spring(), Parts.button("undo", "Undo", this::undo), close);
        open.setOnFinished(event -> end());
        Parts.there(this, false);
    }

    @Override
    public void offer(String done, Runnable undo, Runnable then) {
        end();
        offer = Optional.of(new Offer(undo, then));
        sentence.setText(done);
        Parts.there(this, true);
        open.playFromStart();
    }

    /** Undoes what is offered, if anything is. */
    public void undo() {
        take().ifPresent(taken -> taken.undo().run());
    }

    private void end() {
        take().ifPresent(taken -> taken.done().run());
    }

    /** An offer counts once, whatever its end does. */
    private Optional<Offer> take() {
        Optional<Offer> taken = offer;
        offer = Optional.empty();
        open.stop();
        boolean used = isFocusWithin();
        Parts.there(this, false);
        if (used) {
            onLeft.run();
        }
        return taken;
    }

    /** Ends what is offered. */
    @Override
    public void close() {
        end();
    }
}
