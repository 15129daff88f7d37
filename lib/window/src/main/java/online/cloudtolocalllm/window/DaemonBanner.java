package online.cloudtolocalllm.window;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import online.cloudtolocalllm.window.words.LinkWords;

/** The strip that says that the daemon is away, and offers to start it; other trouble stands there, too. For JavaFX's thread. */
public final class DaemonBanner extends HBox {

    private final Label sentence = Parts.paragraph("");
    private final Button start;

    /** One that calls this to start the daemon. */
    public DaemonBanner(Runnable onStart) {
        getStyleClass().add("banner");
        setId("daemon-banner");
        start = Parts.button("start-daemon", "Start the daemon", onStart);
        getChildren().addAll(sentence, Parts.spring(), start);
        show(new LinkWords(true, "", false));
    }

    /** Shows how it stands. */
    public void show(LinkWords link) {
        show(link, "");
    }

    /**
     * Shows how it stands.
     *
     * @param notice what else went wrong, as a sentence; empty if nothing did
     */
    public void show(LinkWords link, String notice) {
        boolean needed = !link.up() || !notice.isEmpty();
        Parts.there(this, needed);
        sentence.setText((link.sentence() + " " + notice).strip());
        start.setVisible(link.startable());
    }
}
