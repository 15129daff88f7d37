package online.cloudtolocalllm.chat.view.talk;

import java.util.HashSet;
import java.util.Set;

/** What a reader has opened: the cards of messages come and go with the scrolling, and this stays. For JavaFX's thread. */
final class Folds {

    private final Set<String> open = new HashSet<>();
    private final Runnable onTurn;

    /** Nothing is open. This runs before something is opened or folded. */
    Folds(Runnable onTurn) {
        this.onTurn = onTurn;
    }

    boolean open(String name) {
        return open.contains(name);
    }

    void turn(String name, boolean nowOpen) {
        onTurn.run();
        if (nowOpen) {
            open.add(name);
        } else {
            open.remove(name);
        }
    }

    /** Folds everything, for another conversation. */
    void clear() {
        open.clear();
    }
}
