package online.cloudtolocalllm.window;

import online.cloudtolocalllm.client.TrayService;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.window.start.OtherPrograms;

/** What a window's content is given by the process around it. Thread-safe. */
public interface Shell {

    /** The link to the daemon. SHOW, HIDE and QUIT are obeyed already. */
    TrayService daemon();

    /** Starts the product's other programs. */
    OtherPrograms programs();

    /** Where the product's files are. */
    Locations locations();

    /** The colours of all windows. */
    ThemeSetting theme();

    /**
     * Shows the window, in front of others. Returns at once.
     *
     * @param part which part of it; empty for the one that is shown
     */
    void front(String part);

    /** Ends the program. Returns at once. */
    void end();
}
