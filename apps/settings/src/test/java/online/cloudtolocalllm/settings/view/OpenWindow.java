package online.cloudtolocalllm.settings.view;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.scene.Scene;
import online.cloudtolocalllm.client.ClientOptions;
import online.cloudtolocalllm.client.StartPolicy;
import online.cloudtolocalllm.client.TrayService;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.testkit.ManualClock;
import online.cloudtolocalllm.window.start.OtherPrograms;
import online.cloudtolocalllm.windowkit.Hands;
import online.cloudtolocalllm.windowkit.PlayedShell;
import org.testfx.api.FxToolkit;

/** The settings window on JavaFX's headless platform, over the daemon of a home folder, and the hands that use it. */
final class OpenWindow extends Hands implements AutoCloseable {

    private final TrayService daemon;
    private final SettingsWindow window;
    private volatile boolean ended;

    OpenWindow(Locations locations) throws Exception {
        this(locations, Optional.empty());
    }

    OpenWindow(Locations locations, Optional<Path> launcher) throws Exception {
        daemon = TrayService.open(ClientOptions.of(locations, "settings/1").withStart(StartPolicy.NEVER));
        FxToolkit.registerPrimaryStage();
        window = FxToolkit.setupFixture(
                () -> new SettingsWindow(shell(locations, launcher), new ManualClock(Instant.now())));
        FxToolkit.setupStage(stage -> stage.setScene(new Scene(window.root(), 820, 640)));
        FxToolkit.showStage();
    }

    private PlayedShell shell(Locations locations, Optional<Path> launcher) {
        OtherPrograms programs = new OtherPrograms(launcher, "Linux", Map.of());
        return new PlayedShell(daemon, programs, locations, part -> window().shown(part), () -> ended = true);
    }

    SettingsWindow window() {
        return window;
    }

    boolean ended() {
        return ended;
    }

    /** Turns to a tab, and waits until its page is there: it comes with the next drawing. */
    void turn(String tab) throws InterruptedException {
        robot().interact(() -> window.shown(tab));
        if (!until(() -> isThere(tab))) {
            throw new AssertionError(tab + " does not come");
        }
    }

    private boolean isThere(String tab) {
        window.root().applyCss();
        window.root().layout();
        return window.slots().stream()
                .filter(slot -> slot.id().equals(tab))
                .flatMap(slot -> slot.made().stream())
                .anyMatch(page -> page.root().getScene() != null && isSeen(page.root()));
    }

    @Override
    public void close() throws TimeoutException {
        robot().interact(window::close);
        FxToolkit.cleanupStages();
        daemon.close();
    }
}
