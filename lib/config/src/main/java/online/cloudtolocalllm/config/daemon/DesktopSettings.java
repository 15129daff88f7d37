package online.cloudtolocalllm.config.daemon;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What is seen of the daemon on the desktop.
 *
 * @param tray whether there is an icon in the panel
 * @param panel which background the icon is drawn for
 * @param notifications whether notifications are shown
 */
public record DesktopSettings(boolean tray, Panel panel, boolean notifications) {

    /** The settings when nothing says otherwise. */
    public static final DesktopSettings STANDARD = new DesktopSettings(true, Panel.AUTO, true);

    /** A panel's background. */
    public enum Panel {
        /** As the desktop says. */
        AUTO,
        /** Dark. */
        DARK,
        /** Light. */
        LIGHT;

        /** The word in the settings file. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The background with this word. */
        public static Optional<Panel> ofWord(String word) {
            return Arrays.stream(values())
                    .filter(panel -> panel.word().equals(word))
                    .findFirst();
        }
    }
}
