package online.cloudtolocalllm.chat.view;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;
import online.cloudtolocalllm.window.Shell;
import online.cloudtolocalllm.window.start.DesktopOpener;

/** Opens what is beside the window: the settings, and pages of the web. For JavaFX's thread; no method blocks. */
final class Outside {

    private final Shell shell;
    private final Consumer<String> outcome;

    /**
     * One for this program.
     *
     * @param outcome hears why something did not open, as sentences; empty if it did
     */
    Outside(Shell shell, Consumer<String> outcome) {
        this.shell = shell;
        this.outcome = outcome;
    }

    /** Opens a page of the web. */
    void browse(String address) {
        aside("link", () -> DesktopOpener.ofThisDesktop().browse(address));
    }

    /** Opens this part of the settings; an empty name for the one that was open last. */
    void settings(String tab) {
        // A second start of that program shows its window, so it need not be known whether it runs.
        aside(
                "settings",
                () -> tab.isEmpty()
                        ? shell.programs().start("settings")
                        : shell.programs().start("settings", "--tab", tab));
    }

    private void aside(String name, Supplier<Optional<String>> work) {
        Thread.ofVirtual().name(name).start(() -> {
            String wrong = work.get().orElse("");
            Platform.runLater(() -> outcome.accept(wrong));
        });
    }
}
