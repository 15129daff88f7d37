package online.cloudtolocalllm.chat.view.talk;

import java.util.Optional;
import javafx.scene.control.TextInputControl;
import online.cloudtolocalllm.chat.model.talk.OpenConversation;
import online.cloudtolocalllm.chat.model.talk.TalkState;
import online.cloudtolocalllm.window.Parts;

/** Keeps what is typed and not sent with its conversation, key by key. For JavaFX's thread. */
final class Draft {

    private final OpenConversation talk;
    private final TextInputControl text;
    private Optional<Long> conversation = Optional.empty();
    private String sent = "";
    private boolean putting;

    Draft(OpenConversation talk, TextInputControl text) {
        this.talk = talk;
        this.text = text;
        text.textProperty().subscribe((before, now) -> {
            if (!putting) {
                talk.draft(now);
            }
        });
    }

    /** This is about to be sent. */
    void sends(String words) {
        sent = words;
    }

    /**
     * Puts the conversation's own draft into the box if it is another conversation than before.
     *
     * @return whether it is; a new one that got its number with its first question is not
     */
    boolean conversation(TalkState now) {
        if (conversation.isPresent() && conversation.get() == now.number()) {
            show();
            return false;
        }
        boolean begun = conversation.filter(before -> before == 0).isPresent() && beginsWithSent(now);
        conversation = Optional.of(now.number());
        String asked = sent;
        // Whoever comes back to it later from another new one takes nothing along.
        sent = "";
        if (begun) {
            talk.draft(text.getText().strip().equals(asked) ? "" : text.getText());
            return false;
        }
        show();
        return true;
    }

    /** What is in the box and what is kept are other texts when a question came back, or was read from the disk at last. */
    private void show() {
        String kept = talk.draft();
        if (!kept.equals(text.getText())) {
            putting = true;
            Parts.put(text, kept);
            text.end();
            putting = false;
            // The box leaves out what it cannot show.
            talk.draft(text.getText());
        }
    }

    /** Another conversation in which the same was asked once is not the one that has just begun. */
    private boolean beginsWithSent(TalkState now) {
        return !sent.isEmpty()
                && !now.earlier()
                && now.messages().size() <= 2
                && now.messages().stream()
                        .findFirst()
                        .filter(question -> question.text().strip().equals(sent))
                        .isPresent();
    }
}
