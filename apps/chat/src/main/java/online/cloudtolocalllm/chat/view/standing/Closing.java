package online.cloudtolocalllm.chat.view.standing;

import java.util.Optional;
import javafx.animation.Animation;
import javafx.animation.PauseTransition;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.util.Duration;
import online.cloudtolocalllm.chat.model.ChatState;
import online.cloudtolocalllm.chat.model.standing.ClosingChoice;
import online.cloudtolocalllm.chat.model.standing.ClosingRule;
import online.cloudtolocalllm.chat.model.standing.ClosingSetting;
import online.cloudtolocalllm.window.WindowExit;

/**
 * What closing the window does: it hides where a tray can bring it back and the person wants that, which is asked once, and ends the
 * program otherwise. A hidden window whose tray is gone for a while ends, because nobody would find it. For JavaFX's thread.
 */
public final class Closing implements AutoCloseable {

    /** A panel that restarts, or a daemon, is back by then. */
    private static final Duration STRANDED = Duration.minutes(1);

    private final ClosingSetting setting;
    private final CloseQuestion question;
    private final PauseTransition stranded;
    private Optional<WindowExit> waiting = Optional.empty();
    private boolean tray;
    private boolean answering;

    /**
     * One for a window that is not closed yet.
     *
     * @param setting what the person wants
     * @param end ends the program
     */
    public Closing(ClosingSetting setting, Runnable end) {
        this(setting, end, STRANDED);
    }

    Closing(ClosingSetting setting, Runnable end, Duration patience) {
        this.setting = setting;
        question = new CloseQuestion(this::answered);
        stranded = new PauseTransition(patience);
        stranded.setOnFinished(event -> {
            if (isStranded()) {
                end.run();
            }
        });
    }

    /** What is laid over the window's content while it asks. */
    public Parent root() {
        return question.root();
    }

    /**
     * What is so now.
     *
     * @param state of the daemon, which tells whether there is a tray
     * @param running whether answers are being written
     */
    public void show(ChatState state, boolean running) {
        tray = ClosingRule.tray(state);
        answering = running;
        watch();
    }

    /** Asks no more, and leaves everything as it is. */
    public void leave() {
        question.close();
    }

    /** The person closes the window. */
    public void closing(WindowExit exit) {
        switch (ClosingRule.deed(setting.now(), tray, question.isOpen())) {
            case END -> exit.end();
            case HIDE -> hide(exit);
            case ASK -> {
                waiting = Optional.of(exit);
                question.open();
            }
        }
    }

    private void answered(ClosingChoice choice) {
        question.close();
        setting.set(choice);
        Optional<WindowExit> exit = waiting;
        waiting = Optional.empty();
        exit.ifPresent(asked -> {
            if (choice == ClosingChoice.QUIT) {
                asked.end();
            } else {
                hide(asked);
            }
        });
    }

    private void hide(WindowExit exit) {
        exit.hide();
        watch();
    }

    private void watch() {
        if (!isStranded()) {
            stranded.stop();
        } else if (stranded.getStatus() != Animation.Status.RUNNING) {
            stranded.playFromStart();
        }
    }

    private boolean isStranded() {
        Scene scene = root().getScene();
        boolean hidden =
                scene != null && scene.getWindow() != null && !scene.getWindow().isShowing();
        return hidden && !tray && !answering;
    }

    /** Waits for nothing more. */
    @Override
    public void close() {
        stranded.stop();
    }
}
