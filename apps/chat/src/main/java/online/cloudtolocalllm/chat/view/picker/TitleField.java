package online.cloudtolocalllm.chat.view.picker;

import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import online.cloudtolocalllm.chat.model.list.ConversationChanges;
import online.cloudtolocalllm.chat.model.talk.Conversation;
import online.cloudtolocalllm.chat.model.talk.TalkState;
import online.cloudtolocalllm.window.Parts;
import online.cloudtolocalllm.window.words.Words;

/** The conversation's title, changed in its place: Enter or leaving keeps it, Esc does not. For JavaFX's thread. */
final class TitleField extends TextField {

    private final HeaderActions actions;
    /** Which conversation it is of; 0 for none that has a title. */
    private long conversation;

    private String title = "";

    TitleField(HeaderActions actions) {
        this.actions = actions;
        setId("title");
        setAccessibleText("Title");
        getStyleClass().add("chat-title");
        setPrefColumnCount(1);
        focusedProperty().addListener((property, before, focused) -> {
            if (!focused) {
                keep();
            }
        });
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER) {
                keep();
                leave();
                event.consume();
            } else if (event.getCode() == KeyCode.ESCAPE && !getText().equals(title)) {
                reset();
                leave();
                event.consume();
            }
        });
    }

    /** Where writing ends, there is no cursor any more. */
    private void leave() {
        if (getParent() != null) {
            getParent().requestFocus();
        }
    }

    void show(TalkState state) {
        String now =
                state.conversation().map(Conversation::title).map(Words::plain).orElse("");
        boolean other = state.number() != conversation;
        boolean writing = isFocused() && !getText().equals(title);
        conversation = state.number();
        setEditable(conversation != 0);
        setFocusTraversable(conversation != 0);
        String shown = now.isEmpty() ? "New chat" : now;
        if (other || !shown.equals(title)) {
            title = shown;
            if (other || !writing) {
                reset();
            }
        }
    }

    private void reset() {
        Parts.put(this, title);
        // A long one shows its beginning.
        positionCaret(0);
    }

    private void keep() {
        String typed = Words.plain(getText());
        if (conversation == 0 || typed.isEmpty() || typed.equals(title)) {
            reset();
            return;
        }
        String before = title;
        title = typed.length() > ConversationChanges.TITLE
                ? Words.plain(typed.substring(0, ConversationChanges.TITLE))
                : typed;
        reset();
        long mine = conversation;
        actions.rename(title, stored -> {
            if (!stored && mine == conversation) {
                title = before;
                reset();
            }
        });
    }
}
