package online.cloudtolocalllm.e2e;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import online.cloudtolocalllm.chat.view.ChatWindow;
import online.cloudtolocalllm.client.ClientOptions;
import online.cloudtolocalllm.client.StartPolicy;
import online.cloudtolocalllm.client.TrayService;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.window.WindowPart;
import online.cloudtolocalllm.window.start.OtherPrograms;
import online.cloudtolocalllm.windowkit.Hands;
import online.cloudtolocalllm.windowkit.PlayedShell;
import org.testfx.api.FxToolkit;

/** The main window on JavaFX's headless platform, over the real daemon of a home folder, and the hands that use it. */
final class OpenChatWindow extends Hands implements AutoCloseable {

    private static final double WIDTH = 980;
    private static final double HEIGHT = 700;

    private final TrayService daemon;
    private final WindowPart window;

    OpenChatWindow(Locations locations) throws Exception {
        daemon = TrayService.open(
                ClientOptions.of(locations, "chat/" + ProcessHandle.current().pid())
                        .withStart(StartPolicy.NEVER));
        FxToolkit.registerPrimaryStage();
        window = FxToolkit.setupFixture(() -> ChatWindow.program().content().apply(shell(locations)));
        FxToolkit.setupStage(stage -> stage.setScene(new Scene(window.root(), WIDTH, HEIGHT)));
        FxToolkit.showStage();
        robot().interact(() -> window.shown(""));
    }

    private PlayedShell shell(Locations locations) {
        return new PlayedShell(
                daemon, new OtherPrograms(Optional.empty(), "Linux", Map.of()), locations, part -> {}, () -> {});
    }

    /** Connects now, instead of when the link tries again by itself. */
    void connect() {
        daemon.connectNow();
    }

    /** Waits until the first connection would answer a question, types it and sends it. */
    void ask(String question) throws InterruptedException {
        // Right after its start the daemon may know of another one only, which would answer then.
        if (!sees(Gateway.LOCAL + " would serve it")) {
            throw new AssertionError("the first connection does not serve");
        }
        put("#message", question);
        if (!until(() -> isOpen("#send"))) {
            throw new AssertionError("nothing can be asked");
        }
        robot().type(KeyCode.ENTER);
    }

    @Override
    public void close() throws TimeoutException {
        robot().interact(window::close);
        window.finish();
        FxToolkit.cleanupStages();
        daemon.close();
    }
}
