package online.cloudtolocalllm.window.start;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Whether there is a display to draw on, told from the environment. Pure. */
public final class DisplayCheck {

    private DisplayCheck() {}

    /**
     * What is missing, as a line for people; empty if nothing is known to be.
     *
     * @param words what people call the window
     * @param osName the value of {@code os.name}
     * @param environment environment variables
     */
    public static Optional<String> missing(String words, String osName, Map<String, String> environment) {
        String os = osName.toLowerCase(Locale.ROOT);
        if (os.startsWith("windows") || os.startsWith("mac") || given(environment, "DISPLAY")) {
            return Optional.empty();
        }
        if (given(environment, "WAYLAND_DISPLAY")) {
            return Optional.of("error: the " + words
                    + " needs XWayland, and DISPLAY is not set. Start it from your desktop," + " or install XWayland.");
        }
        return Optional.of(
                "error: there is no display to open the " + words + " on (DISPLAY is not set). Start it from your"
                        + " desktop, or use the command line: \"cloudtolocalllm help\".");
    }

    /** The same kind of line for a display that is named and does not work. */
    public static String unusable(String words, Map<String, String> environment) {
        return "error: the " + words + " cannot be opened on the display \"" + environment.getOrDefault("DISPLAY", "")
                + "\". Is it running, may you use it, and is GTK 3 installed (Debian: libgtk-3-0)?";
    }

    private static boolean given(Map<String, String> environment, String name) {
        return !environment.getOrDefault(name, "").isEmpty();
    }
}
