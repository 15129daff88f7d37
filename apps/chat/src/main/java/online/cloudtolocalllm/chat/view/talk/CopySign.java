package online.cloudtolocalllm.chat.view.talk;

import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.scene.control.Button;
import javafx.util.Duration;
import online.cloudtolocalllm.window.Copying;

/** A sign that copies a text and is a tick for a moment. For JavaFX's thread. */
final class CopySign {

    private static final Duration SAID = Duration.seconds(2);

    private CopySign() {}

    /**
     * A new one.
     *
     * @param words what it copies
     * @param text asked at each click
     */
    static Button of(String id, String words, Supplier<String> text) {
        PauseTransition said = new PauseTransition(SAID);
        Button copy = Sign.COPY.button(id, words, () -> {});
        said.setOnFinished(event -> Sign.COPY.put(copy, words));
        copy.setOnAction(event -> {
            Copying.put(text.get());
            Sign.DONE.put(copy, "Copied");
            said.playFromStart();
        });
        return copy;
    }
}
