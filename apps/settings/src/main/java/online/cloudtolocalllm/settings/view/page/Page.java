package online.cloudtolocalllm.settings.view.page;

import javafx.scene.Parent;
import online.cloudtolocalllm.settings.model.SettingsState;

/** A tab of the window. For JavaFX's thread. */
public interface Page {

    /** What it shows. Always the same. */
    Parent root();

    /** Shows what is so now. Called with every new state, and every second while the window is seen. */
    void show(SettingsState state, Moment now);

    /** It comes to the front. */
    default void opened() {}

    /** Another page comes to the front, or the window is hidden: what costs something rests. */
    default void left() {}

    /** Escape was pressed: closes what was opened last; false if nothing was. */
    default boolean escape() {
        return false;
    }

    /** The window ends. */
    default void close() {}
}
