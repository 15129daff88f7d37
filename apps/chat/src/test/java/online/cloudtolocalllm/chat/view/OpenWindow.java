package online.cloudtolocalllm.chat.view;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.scene.Scene;
import online.cloudtolocalllm.client.ClientOptions;
import online.cloudtolocalllm.client.StartPolicy;
import online.cloudtolocalllm.client.TrayService;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.window.start.OtherPrograms;
import online.cloudtolocalllm.windowkit.Hands;
import online.cloudtolocalllm.windowkit.PlayedShell;
import org.testfx.api.FxToolkit;

/** The main window on JavaFX's headless platform, over the daemon of a home folder, and the hands that use it. */
final class OpenWindow extends Hands implements AutoCloseable {

    private final TrayService daemon;
    private final ChatWindow window;
    private volatile boolean ended;

    OpenWindow(Locations locations, double width, double height) throws Exception {
        daemon = TrayService.open(ClientOptions.of(locations, "chat/1").withStart(StartPolicy.NEVER));
        FxToolkit.registerPrimaryStage();
        window = FxToolkit.setupFixture(() -> new ChatWindow(shell(locations)));
        FxToolkit.setupStage(stage -> stage.setScene(new Scene(window.root(), width, height)));
        FxToolkit.showStage();
        robot().interact(() -> window.shown(""));
    }

    private PlayedShell shell(Locations locations) {
        OtherPrograms programs = new OtherPrograms(Optional.empty(), "Linux", Map.of());
        return new PlayedShell(daemon, programs, locations, part -> window().shown(part), () -> ended = true);
    }

    ChatWindow window() {
        return window;
    }

    boolean ended() {
        return ended;
    }

    @Override
    public void close() throws TimeoutException {
        robot().interact(window::close);
        FxToolkit.cleanupStages();
        window.finish();
        daemon.close();
    }
}
