package online.cloudtolocalllm.settings.model.places;

import java.util.Optional;
import online.cloudtolocalllm.protocol.ProductVersion;
import online.cloudtolocalllm.settings.model.SettingsState;
import online.cloudtolocalllm.window.words.Words;

/**
 * What runs here.
 *
 * @param window this window's version
 * @param daemon the daemon's, with its process; or that none runs
 * @param java Java's
 * @param toolkit JavaFX's
 * @param system the operating system's
 * @param mismatch that window and daemon are of different versions and what to do, one or two sentences; empty if they are not
 */
public record Versions(
        String window, String daemon, String java, String toolkit, String system, Optional<String> mismatch) {

    /** Those of now. */
    public static Versions of(SettingsState state) {
        Optional<String> version = state.live().map(status -> Words.plain(status.version()));
        return new Versions(
                ProductVersion.TEXT,
                state.live()
                        .map(status -> Words.plain(status.version()) + ", process " + status.pid())
                        .orElse("not running"),
                Runtime.version() + ", " + System.getProperty("java.vendor", "unknown"),
                System.getProperty("javafx.version", "unknown"),
                System.getProperty("os.name", "unknown") + " " + System.getProperty("os.version", "") + ", "
                        + System.getProperty("os.arch", ""),
                version.filter(text -> !text.equals(ProductVersion.TEXT))
                        .map(text -> "The daemon is version " + text + ", this window is " + ProductVersion.TEXT
                                + ". Restart the daemon with \"cloudtolocalllm restart\", and open this window"
                                + " again."));
    }

    /** All of them as text, for a report. */
    public String text() {
        return "CloudToLocalLLM " + window + "\nDaemon " + daemon + "\nJava " + java + "\nJavaFX " + toolkit
                + "\nSystem " + system + "\n";
    }
}
