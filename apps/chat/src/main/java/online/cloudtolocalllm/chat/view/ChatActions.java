package online.cloudtolocalllm.chat.view;

import java.util.Optional;
import java.util.function.Consumer;
import online.cloudtolocalllm.chat.model.exchange.Form;
import online.cloudtolocalllm.chat.model.standing.ClosingChoice;
import online.cloudtolocalllm.chat.model.talk.Conversation;
import online.cloudtolocalllm.chat.view.picker.HeaderActions;
import online.cloudtolocalllm.chat.view.standing.FirstRunGuide;
import online.cloudtolocalllm.chat.view.standing.StatusLine;
import online.cloudtolocalllm.window.Copying;

/**
 * What the parts of the window have done by others. For JavaFX's thread.
 *
 * @param window in which they are
 * @param models what they are about
 */
record ChatActions(ChatWindow window, ChatModels models)
        implements HeaderActions, FirstRunGuide.Actions, StatusLine.Actions {

    private Optional<Conversation> conversation() {
        return models.talk.state().conversation();
    }

    @Override
    public void rename(String title, Consumer<Boolean> then) {
        conversation().ifPresent(open -> models.list.changes().rename(open, title, then));
    }

    @Override
    public void choose(String model) {
        models.talk.profile(models.talk.state().profile().withModel(model));
    }

    @Override
    public void options(boolean shown) {
        window.options(shown);
    }

    @Override
    public void copyAll() {
        conversation().ifPresent(open -> models.list.files().text(open.number(), Copying::put));
    }

    @Override
    public void export(Form form) {
        conversation().ifPresent(open -> window.export(open, form));
    }

    @Override
    public void delete() {
        conversation().ifPresent(models.list.changes()::delete);
        window.toTalk();
    }

    @Override
    public void startDaemon() {
        window.startDaemon();
    }

    @Override
    public void settings(String tab) {
        window.settings(tab);
    }

    @Override
    public void library() {
        window.library(true);
    }

    @Override
    public void browse(String address) {
        window.browse(address);
    }

    @Override
    public void closing(ClosingChoice choice) {
        models.closing.set(choice);
    }
}
