package online.cloudtolocalllm.chat.view.picker;

import java.util.function.Consumer;
import online.cloudtolocalllm.chat.model.exchange.Form;

/** What can be done with the open conversation in the line above it. For JavaFX's thread; no method blocks. */
public interface HeaderActions {

    /**
     * Gives the conversation a title.
     *
     * @param then hears whether it is stored
     */
    void rename(String title, Consumer<Boolean> then);

    /** Asks this model from now on. */
    void choose(String model);

    /** Shows the options, or hides them. */
    void options(boolean shown);

    /** Copies the whole conversation. */
    void copyAll();

    /** Writes the conversation to a file of this form. */
    void export(Form form);

    /** Deletes the conversation, which can be undone. */
    void delete();
}
