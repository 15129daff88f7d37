package online.cloudtolocalllm.window;

import java.lang.System.Logger;
import javafx.application.Platform;

/** The start of JavaFX in this process. */
final class Toolkit {

    private static final Logger LOG = System.getLogger(Toolkit.class.getName());

    private Toolkit() {}

    /** Whether JavaFX was told to draw into memory only, as tests and the training run of the fast start do. */
    static boolean headless() {
        return System.getProperty("glass.platform", "").equals("Headless");
    }

    /** Starts it and waits until it runs; false if there is no display that it can use. */
    static boolean start() {
        try {
            Platform.startup(() -> Platform.setImplicitExit(false));
            return true;
        } catch (RuntimeException | LinkageError e) {
            // What it throws without a display; anything else is worth a line more.
            boolean expected =
                    e instanceof UnsupportedOperationException || e.getCause() instanceof UnsupportedOperationException;
            LOG.log(expected ? Logger.Level.DEBUG : Logger.Level.WARNING, "JavaFX does not start", e);
            return false;
        }
    }
}
