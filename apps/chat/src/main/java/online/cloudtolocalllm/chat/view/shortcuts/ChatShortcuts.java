package online.cloudtolocalllm.chat.view.shortcuts;

import java.util.List;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;

/** All keys of the chat window. For JavaFX's thread. */
public final class ChatShortcuts {

    private ChatShortcuts() {}

    /** What the keys of the whole window do; called on JavaFX's thread. */
    public interface Actions {

        /** Begins a new conversation. */
        void newChat();

        /** Goes to the search field. */
        void search();

        /** Shows the library of models. */
        void library();

        /** Opens the settings. */
        void settings();

        /** Goes to the message box. */
        void message();

        /** Opens the details of the status line, or closes them. */
        void status();

        /** Takes back what was done last, while that is offered. */
        void undo();

        /** Shows the sheet of shortcuts. */
        void shortcuts();

        /** Closes the window, as its frame does. */
        void closeWindow();

        /** Ends the program. */
        void quit();
    }

    /** Those of these actions, in the order in which they are listed. */
    public static List<Shortcut> of(Actions actions) {
        return List.of(
                here("Send", key(KeyCode.ENTER)),
                here("New line", key(KeyCode.ENTER, KeyCombination.SHIFT_DOWN)),
                here("Edit the last message, in an empty box", key(KeyCode.UP)),
                here("Stop the answer", key(KeyCode.ESCAPE)),
                here("Paste text or an image", ctrl(KeyCode.V)),
                everywhere(Shortcut.Group.MESSAGE, "Go to the message box", actions::message, ctrl(KeyCode.L)),
                everywhere(Shortcut.Group.CONVERSATIONS, "New chat", actions::newChat, ctrl(KeyCode.N)),
                everywhere(Shortcut.Group.CONVERSATIONS, "Search", actions::search, ctrl(KeyCode.K)),
                inList("Open", key(KeyCode.ENTER)),
                inList("Rename", key(KeyCode.F2)),
                inList("Delete", key(KeyCode.DELETE)),
                everywhere(
                        Shortcut.Group.WINDOW, "Undo what the strip at the foot says", actions::undo, ctrl(KeyCode.Z)),
                everywhere(Shortcut.Group.WINDOW, "Library of models", actions::library, ctrl(KeyCode.B)),
                everywhere(Shortcut.Group.WINDOW, "Connections", actions::status, ctrl(KeyCode.I)),
                everywhere(Shortcut.Group.WINDOW, "Settings", actions::settings, ctrl(KeyCode.COMMA)),
                everywhere(
                        Shortcut.Group.WINDOW,
                        "These shortcuts",
                        actions::shortcuts,
                        key(KeyCode.F1),
                        ctrl(KeyCode.SLASH)),
                everywhere(Shortcut.Group.WINDOW, "Close the window", actions::closeWindow, ctrl(KeyCode.W)),
                everywhere(Shortcut.Group.WINDOW, "Quit", actions::quit, ctrl(KeyCode.Q)));
    }

    /** Has the keys of the whole window do what they are listed for. */
    public static void install(Scene scene, List<Shortcut> shortcuts) {
        for (Shortcut shortcut : shortcuts) {
            shortcut.action().ifPresent(action -> shortcut.keys()
                    .forEach(keys -> scene.getAccelerators().put(keys, action)));
        }
    }

    private static Shortcut here(String words, KeyCombination keys) {
        return new Shortcut(Shortcut.Group.MESSAGE, words, List.of(keys), Optional.empty());
    }

    private static Shortcut inList(String words, KeyCombination keys) {
        return new Shortcut(Shortcut.Group.CONVERSATIONS, words, List.of(keys), Optional.empty());
    }

    private static Shortcut everywhere(Shortcut.Group group, String words, Runnable action, KeyCombination... keys) {
        return new Shortcut(group, words, List.of(keys), Optional.of(action));
    }

    private static KeyCombination key(KeyCode code, KeyCombination.Modifier... modifiers) {
        return new KeyCodeCombination(code, modifiers);
    }

    private static KeyCombination ctrl(KeyCode code) {
        return key(code, KeyCombination.SHORTCUT_DOWN);
    }
}
