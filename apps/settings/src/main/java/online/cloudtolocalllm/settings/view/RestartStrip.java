package online.cloudtolocalllm.settings.view;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import online.cloudtolocalllm.settings.model.SettingsState;
import online.cloudtolocalllm.settings.model.general.RestartWords;
import online.cloudtolocalllm.window.Parts;

/** The strip at the top while settings wait for a restart of the daemon, with the button that does it. For JavaFX's thread. */
final class RestartStrip extends HBox {

    private final Label sentence = Parts.paragraph("");
    private final Button restart;
    private final ProgressIndicator busy = Parts.wheel();

    RestartStrip(Runnable onRestart) {
        getStyleClass().addAll("banner", "restart-strip");
        setId("restart-strip");
        restart = Parts.button("restart-daemon", "Restart the daemon", onRestart);
        getChildren().addAll(busy, sentence, Parts.spring(), restart);
        show(SettingsState.EMPTY, false);
    }

    /** Without a daemon nothing waits, and the banner above says how it stands. */
    void show(SettingsState state, boolean restarting) {
        boolean needed =
                state.link().up() && (restarting || !state.restartNeeded().isEmpty());
        Parts.there(this, needed);
        sentence.setText(
                restarting
                        ? RestartWords.running(state.config(), state.restartNeeded())
                        : RestartWords.waiting(state.restartNeeded()));
        Parts.there(busy, needed && restarting);
        Parts.there(restart, !restarting);
    }
}
