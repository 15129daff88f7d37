package online.cloudtolocalllm.chat.view.shortcuts;

import java.util.List;
import java.util.Optional;
import javafx.scene.input.KeyCombination;

/**
 * Keys that do something.
 *
 * @param group where it stands in the sheet
 * @param words what they do
 * @param keys each of them does it; the first ones are shown
 * @param action does it wherever the keyboard is; empty where the part of the window that has the keyboard does it itself
 */
public record Shortcut(Group group, String words, List<KeyCombination> keys, Optional<Runnable> action) {

    /** Where shortcuts belong. */
    public enum Group {
        /** Writing questions. */
        MESSAGE("Message"),
        /** Conversations and their list. */
        CONVERSATIONS("Conversations"),
        /** The window itself. */
        WINDOW("Window");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        /** What stands over them. */
        public String title() {
            return title;
        }
    }

    /** Copies the list. */
    public Shortcut {
        keys = List.copyOf(keys);
    }
}
