package online.cloudtolocalllm.tray;

import online.cloudtolocalllm.protocol.status.TrayState;

/**
 * A surface that shows the icon and its menu. It finds its desktop by itself, and again when that went away; whatever happens
 * there, its methods return at once and never throw. Thread-safe.
 */
public interface Tray extends AutoCloseable {

    /** Shows this from now on; of pictures that come faster than they can be shown the last counts. */
    void show(TrayPicture picture);

    /** The background to draw for from now on. */
    void tone(PanelTone tone);

    /** Takes the icon away for good. */
    @Override
    void close();

    /** Who hears of what is done with the icon. Called on threads of the tray, one call after the other; returns at once. */
    interface Listener {

        /** A line of the menu was chosen. */
        void chosen(TrayCommand command);

        /** The icon itself was chosen: show the chat window, or start it. */
        void activated();

        /**
         * The icon is seen, or is not.
         *
         * @param why in words for the log, such as "no session bus"
         */
        void changed(TrayState state, String why);
    }
}
