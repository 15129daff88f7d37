package online.cloudtolocalllm.cli.keyboard;

import java.io.IOException;
import java.util.List;

/** Somebody at a terminal. Blocking; for one thread, except where a method says otherwise. */
public interface Keyboard extends AutoCloseable {

    /** How a keyboard is opened, since most commands need none. */
    @FunctionalInterface
    interface Opener {

        /**
         * Takes hold of the terminal of this process.
         *
         * @throws IOException if that fails
         */
        Keyboard open() throws IOException;
    }

    /** Makes these texts the ones that the arrow keys and Ctrl-R bring back, oldest first. */
    void recall(List<String> texts);

    /** Reads a line, with editing. Ctrl-C in it is told as {@link Typed.Interrupted}. */
    Typed line(String prompt);

    /**
     * Waits for one key, which is not shown. May wait in a thread of its own; {@link #close()} ends it.
     *
     * @return the key's character; negative if none can come any more
     * @throws IOException if the terminal cannot be read
     */
    int key() throws IOException;

    /** Has this done for each Ctrl-C outside {@link #line}, in a thread of the terminal's, instead of ending the program. */
    void onInterrupt(Runnable action);

    /** How many lines the terminal shows; 0 if nobody knows. From any thread. */
    int rows();

    /** How wide the terminal is now; 0 if nobody knows. From any thread. */
    int columns();

    /** Gives the terminal back as it was. From any thread; never fails. */
    @Override
    void close();
}
