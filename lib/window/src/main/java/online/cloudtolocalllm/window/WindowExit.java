package online.cloudtolocalllm.window;

/** What can become of a window that the person closes. Thread-safe; may be used once, later, or never: then the window stays. */
public interface WindowExit {

    /** The program ends. Returns at once. */
    void end();

    /** The window goes and the program stays; whatever shows the window brings it back as it was. Returns at once. */
    void hide();
}
