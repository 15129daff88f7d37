package online.cloudtolocalllm.window;

import java.util.List;
import javafx.scene.Parent;

/** What a program draws in its window. All methods but {@link #finish} are called on JavaFX's thread. */
public interface WindowPart extends AutoCloseable {

    /** What fills the window. Called once. */
    Parent root();

    /**
     * The window comes to the front.
     *
     * @param part which part of it is wished for, such as a tab; empty for the one that is shown
     */
    void shown(String part);

    /** The names of its parts, for a rehearsal; none if it has no parts. */
    List<String> parts();

    /**
     * The user wants the settings.
     *
     * @param tab which part of them; empty for none
     */
    void settings(String tab);

    /**
     * The person closes the window. Ends the program, unless the content does something else; it may ask first.
     *
     * @param exit what can become of it
     */
    default void closing(WindowExit exit) {
        exit.end();
    }

    /** The program ends: lets go of what it holds. Does not block, because the window is seen until it returns. */
    @Override
    void close();

    /**
     * The window is gone: does what has to be done yet, such as storing what the person wrote. Called once behind {@link #close}, on a
     * thread that may block, and the process ends when it returns; a later start waits for that, ten seconds at most.
     */
    default void finish() {}
}
