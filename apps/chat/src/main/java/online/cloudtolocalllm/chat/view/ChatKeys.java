package online.cloudtolocalllm.chat.view;

import javafx.event.Event;
import javafx.stage.Window;
import javafx.stage.WindowEvent;
import online.cloudtolocalllm.chat.view.shortcuts.ChatShortcuts;

/**
 * What the keys of the whole window do. What lies over the window goes first, so that one sees what they did. For JavaFX's thread.
 *
 * @param window in which they are pressed
 */
record ChatKeys(ChatWindow window) implements ChatShortcuts.Actions {

    @Override
    public void newChat() {
        uncover();
        window.newChat();
    }

    @Override
    public void search() {
        uncover();
        toList();
        window.list.focusSearch();
    }

    @Override
    public void library() {
        uncover();
        window.library(!window.frame.isLibrary());
    }

    @Override
    public void settings() {
        uncover();
        window.settings("");
    }

    @Override
    public void message() {
        uncover();
        window.toTalk();
    }

    @Override
    public void status() {
        uncover();
        if (window.status.isOpen() && window.frame.isList()) {
            window.status.close();
        } else {
            toList();
            window.status.open(true);
        }
    }

    @Override
    public void undo() {
        window.strip.undo();
    }

    @Override
    public void shortcuts() {
        window.closing.leave();
        window.sheet.toggle();
    }

    /** As the window's frame does. */
    @Override
    public void closeWindow() {
        Window stage = window.root().getScene().getWindow();
        Event.fireEvent(stage, new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST));
    }

    @Override
    public void quit() {
        window.quit();
    }

    private void uncover() {
        window.sheet.close();
        window.closing.leave();
    }

    /** Has the list be seen, for which the options may have to make room. */
    private void toList() {
        if (!window.frame.isList()) {
            window.options(false);
        }
    }
}
