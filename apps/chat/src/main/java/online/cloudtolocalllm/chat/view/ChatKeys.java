package online.cloudtolocalllm.chat.view;

import online.cloudtolocalllm.chat.view.shortcuts.ChatShortcuts;

/**
 * What the keys of the whole window do. For JavaFX's thread.
 *
 * @param window in which they are pressed
 */
record ChatKeys(ChatWindow window) implements ChatShortcuts.Actions {

    @Override
    public void newChat() {
        window.newChat();
    }

    @Override
    public void search() {
        window.search();
    }

    @Override
    public void library() {
        window.turnLibrary();
    }

    @Override
    public void settings() {
        window.settings("");
    }

    @Override
    public void message() {
        window.toTalk();
    }

    @Override
    public void status() {
        window.turnStatus();
    }

    @Override
    public void shortcuts() {
        window.turnShortcuts();
    }

    @Override
    public void closeWindow() {
        window.closeWindow();
    }

    @Override
    public void quit() {
        window.quit();
    }
}
