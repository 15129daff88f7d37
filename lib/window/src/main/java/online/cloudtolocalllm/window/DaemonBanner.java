package online.cloudtolocalllm.window;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import online.cloudtolocalllm.window.words.LinkWords;

/** The strip that says that the daemon is away, and offers to start it. For JavaFX's thread. */
public final class DaemonBanner extends HBox {

    private final Label sentence = Parts.text("");
    private final Button start = new Button("Start the daemon");

    /** One that calls this to start the daemon. */
    public DaemonBanner(Runnable onStart) {
        getStyleClass().add("banner");
        setId("daemon-banner");
        start.setId("start-daemon");
        start.setOnAction(event -> onStart.run());
        sentence.setWrapText(true);
        getChildren().addAll(sentence, Parts.spring(), start);
        show(new LinkWords(true, "", false));
    }

    /** Shows how it stands. */
    public void show(LinkWords link) {
        setVisible(!link.up());
        setManaged(!link.up());
        sentence.setText(link.sentence());
        start.setVisible(link.startable());
    }
}
