package online.cloudtolocalllm.window;

import java.util.List;
import javafx.scene.Parent;

/** What a program draws in its window. All methods are called on JavaFX's thread. */
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

    /** The program ends: lets go of what it holds. */
    @Override
    void close();
}
