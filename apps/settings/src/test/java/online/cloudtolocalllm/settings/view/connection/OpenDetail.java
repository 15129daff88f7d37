package online.cloudtolocalllm.settings.view.connection;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.client.ClientOptions;
import online.cloudtolocalllm.client.StartPolicy;
import online.cloudtolocalllm.client.TrayService;
import online.cloudtolocalllm.config.store.OfflineSettings;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.settings.model.DaemonWatch;
import online.cloudtolocalllm.settings.model.LinkedDaemon;
import online.cloudtolocalllm.settings.model.Settings;
import online.cloudtolocalllm.settings.model.SettingsState;
import online.cloudtolocalllm.settings.model.config.LiveStore;
import online.cloudtolocalllm.settings.model.connection.Seen;
import online.cloudtolocalllm.settings.view.page.Moment;
import online.cloudtolocalllm.settings.view.page.PageContext;
import online.cloudtolocalllm.testkit.ManualClock;
import online.cloudtolocalllm.window.Parts;
import online.cloudtolocalllm.window.start.OtherPrograms;
import online.cloudtolocalllm.windowkit.Hands;
import online.cloudtolocalllm.windowkit.PlayedShell;
import org.testfx.api.FxToolkit;

/** A connection's page alone on JavaFX's headless platform, over the daemon of a home folder, and the hands that use it. */
final class OpenDetail extends Hands implements AutoCloseable {

    /** A day later, so that what happened has a date. */
    private final TimeSource time = new ManualClock(Seen.NOW.plus(Duration.ofDays(1)));

    private final TrayService daemon;
    private final LiveStore store;
    private final LinkedDaemon questions;
    private final Settings settings;
    private final DaemonWatch watch;
    private final ConnectionDetail detail;
    private String name;
    private boolean open = true;

    OpenDetail(Locations locations, String first) throws Exception {
        name = first;
        daemon = TrayService.open(ClientOptions.of(locations, "settings/1").withStart(StartPolicy.NEVER));
        OtherPrograms programs = new OtherPrograms(Optional.empty(), "Linux", Map.of());
        Executor screen = Platform::runLater;
        FxToolkit.registerPrimaryStage();
        store = new LiveStore(daemon, new OfflineSettings(locations, Map.of(), time), screen);
        questions = new LinkedDaemon(daemon, screen);
        settings = new Settings(store, time, this::draw);
        // There is nothing behind which it could be, and the test ends it.
        PlayedShell shell = new PlayedShell(daemon, programs, locations, part -> {}, () -> {});
        detail = new ConnectionDetail(new PageContext(settings, questions, shell, screen, Runnable::run, time));
        watch = new DaemonWatch(daemon, programs, locations, settings, screen);
        VBox page = new VBox(detail.root());
        page.getStyleClass().add("page");
        ScrollPane scroll = Parts.scrolling(page);
        FxToolkit.setupStage(stage -> stage.setScene(new Scene(scroll, 820, 900)));
        FxToolkit.showStage();
    }

    private void draw(SettingsState state) {
        if (open && state.config().known()) {
            detail.show(name, state, new Moment(time.now(), ZoneId.of("UTC")));
        }
    }

    Settings settings() {
        return settings;
    }

    ConnectionDetail detail() {
        return detail;
    }

    /** Another connection is chosen in the list. */
    void turn(String other) {
        robot().interact(() -> {
            name = other;
            draw(settings.state());
        });
    }

    @Override
    public void close() throws TimeoutException {
        robot().interact(() -> {
            open = false;
            detail.close();
        });
        watch.close();
        questions.close();
        store.close();
        FxToolkit.cleanupStages();
        daemon.close();
    }
}
