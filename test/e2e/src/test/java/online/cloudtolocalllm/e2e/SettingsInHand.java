package online.cloudtolocalllm.e2e;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import online.cloudtolocalllm.client.ClientOptions;
import online.cloudtolocalllm.client.StartPolicy;
import online.cloudtolocalllm.client.TrayService;
import online.cloudtolocalllm.config.store.OfflineSettings;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.json.JsonNumber;
import online.cloudtolocalllm.protocol.json.JsonValue;
import online.cloudtolocalllm.settings.model.DaemonWatch;
import online.cloudtolocalllm.settings.model.FileWatch;
import online.cloudtolocalllm.settings.model.LinkedDaemon;
import online.cloudtolocalllm.settings.model.Settings;
import online.cloudtolocalllm.settings.model.SettingsState;
import online.cloudtolocalllm.settings.model.config.Config;
import online.cloudtolocalllm.settings.model.config.Edit;
import online.cloudtolocalllm.settings.model.config.FieldKey;
import online.cloudtolocalllm.settings.model.config.LiveStore;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.window.start.OtherPrograms;

/** All of the settings window but what is drawn, over the real link and the real files; its thread is one of its own. */
final class SettingsInHand implements AutoCloseable {

    /** As with a screen that is gone, what still comes behind the end is of no consequence. */
    private final ScheduledExecutorService screen = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("screen").factory(), new ThreadPoolExecutor.DiscardPolicy());

    private final TrayService link;
    private final LiveStore store;
    private final LinkedDaemon daemon;
    private final DaemonWatch watch;
    private final Settings settings;
    private volatile SettingsState state = SettingsState.EMPTY;

    SettingsInHand(Locations locations) throws Exception {
        link = TrayService.open(ClientOptions.of(locations, "settings/1").withStart(StartPolicy.NEVER));
        store = new LiveStore(link, new OfflineSettings(locations, Map.of(), TimeSource.system()), screen);
        daemon = new LinkedDaemon(link, screen);
        settings = new Settings(store, TimeSource.system(), now -> state = now);
        watch = on(() -> new DaemonWatch(
                link, new OtherPrograms(Optional.empty(), "Linux", Map.of()), locations, settings, screen));
        FileWatch files = new FileWatch(locations, daemon, settings, Runnable::run, Runnable::run);
        // As the window does every second, and faster.
        var _ = screen.scheduleWithFixedDelay(files::look, 0, 100, TimeUnit.MILLISECONDS);
    }

    private <T> T on(Callable<T> work) throws Exception {
        return screen.submit(work).get(Until.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    /** What is shown now. */
    SettingsState state() {
        return state;
    }

    /** Connects now, instead of when the link tries again by itself. */
    void connect() {
        link.connectNow();
    }

    /** Waits until what is shown is so. */
    boolean shows(Predicate<SettingsState> condition) throws InterruptedException {
        return Until.holds(Duration.ofSeconds(60), () -> condition.test(state));
    }

    /** Waits until the field has this value, as this source tells it. */
    boolean shows(Config.Source source, FieldKey field, int value) throws InterruptedException {
        return shows(now -> now.config().source() == source && has(now, field, value));
    }

    static boolean has(SettingsState state, FieldKey field, int value) {
        return state.config().value(field).filter(number(value)::equals).isPresent();
    }

    private static JsonValue number(int value) {
        return new JsonNumber(Integer.toString(value));
    }

    /** A person who sees what is shown puts another number into a field. */
    void put(FieldKey field, int value) throws Exception {
        on(() -> {
            settings.apply(Edit.field(
                    field, settings.state().config().value(field), Optional.of(number(value)), "It is " + value + "."));
            return true;
        });
    }

    /** Takes the last change back. */
    void undo() throws Exception {
        on(() -> {
            settings.undo();
            return true;
        });
    }

    @Override
    public void close() {
        watch.close();
        daemon.close();
        store.close();
        screen.shutdownNow();
        link.close();
    }
}
