package online.cloudtolocalllm.settings.model.config;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import online.cloudtolocalllm.client.DaemonException;
import online.cloudtolocalllm.client.LinkState;
import online.cloudtolocalllm.client.TrayService;
import online.cloudtolocalllm.config.InvalidSetting;
import online.cloudtolocalllm.config.store.ConfigChange;
import online.cloudtolocalllm.config.store.OfflineSettings;
import online.cloudtolocalllm.config.store.SettingsFolder;
import online.cloudtolocalllm.protocol.json.JsonArray;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.window.words.Words;

/** The settings through the daemon, which is then their only writer; in their files while none runs. */
public final class LiveStore implements ConfigStore {

    private static final Duration LIMIT = Duration.ofSeconds(15);
    /** A window that is closed right after something was typed stays so much longer at the most. */
    private static final Duration LAST_CHANGES = Duration.ofSeconds(3);

    private static final JsonObject GET_CONFIG = JsonObject.of("command", "GET_CONFIG");

    private final TrayService daemon;
    private final OfflineSettings files;
    private final Executor screen;
    /** One after the other, so that the newest answer is the one that counts. */
    private final ExecutorService order = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("settings").factory());

    /**
     * Over this link, or in these files.
     *
     * @param screen runs what it is given on the window's thread, in order
     */
    public LiveStore(TrayService daemon, OfflineSettings files, Executor screen) {
        this.daemon = daemon;
        this.files = files;
        this.screen = screen;
    }

    @Override
    public void read(Consumer<ConfigAnswer> then) {
        run(() -> connected() ? read() : looked(), then);
    }

    @Override
    public void change(List<ConfigChange> changes, Consumer<ConfigAnswer> then) {
        run(() -> connected() ? change(changes) : offline(changes), then);
    }

    private void run(Supplier<ConfigAnswer> work, Consumer<ConfigAnswer> then) {
        try {
            order.execute(() -> {
                ConfigAnswer answer = work.get();
                screen.execute(() -> then.accept(answer));
            });
        } catch (RejectedExecutionException e) {
            screen.execute(() -> then.accept(new ConfigAnswer.Away("This window is closing.")));
        }
    }

    private boolean connected() {
        return daemon.state() instanceof LinkState.Connected;
    }

    private ConfigAnswer read() {
        try {
            return new ConfigAnswer.Read(Config.read(Config.Source.DAEMON, daemon.request(GET_CONFIG, LIMIT)));
        } catch (DaemonException e) {
            return new ConfigAnswer.Away(Words.sentence(String.valueOf(e.getMessage())));
        }
    }

    private ConfigAnswer change(List<ConfigChange> changes) {
        JsonObject command = JsonObject.of(
                "command",
                "SET_CONFIG",
                "changes",
                JsonArray.of(changes.stream().map(ConfigChange::json).toList()));
        try {
            return new ConfigAnswer.Changed(
                    daemon.request(command, LIMIT).array("restart_needed").texts());
        } catch (DaemonException.Refused e) {
            return new ConfigAnswer.Refused(
                    Words.sentence(String.valueOf(e.getMessage())), e.code().equals("changed_meanwhile"));
        } catch (DaemonException e) {
            return e.effect() == DaemonException.Effect.UNKNOWN
                    ? new ConfigAnswer.Unknown(
                            "The daemon went away before it said what came of the change. What is shown"
                                    + " is what is set now; make the change again if it is missing.")
                    : new ConfigAnswer.Away(Words.sentence(String.valueOf(e.getMessage())));
        }
    }

    private ConfigAnswer looked() {
        return new ConfigAnswer.Read(Config.read(Config.Source.FILES, files.read()));
    }

    private ConfigAnswer offline(List<ConfigChange> changes) {
        return switch (files.change(changes)) {
            case OfflineSettings.Result.Done done ->
                switch (done.outcome()) {
                    case SettingsFolder.Outcome.Saved saved -> new ConfigAnswer.Changed(List.of());
                    case SettingsFolder.Outcome.Refused(InvalidSetting why) ->
                        new ConfigAnswer.Refused(Words.sentence(why.text()), why.isOvertaken());
                    case SettingsFolder.Outcome.Unwritable(String reason) ->
                        new ConfigAnswer.Refused(Words.sentence(reason), false);
                };
            case OfflineSettings.Result.DaemonRuns ignored ->
                new ConfigAnswer.Away(
                        "The daemon has the settings, and does not answer yet. Try it again in a moment.");
            case OfflineSettings.Result.Unusable(String reason) ->
                new ConfigAnswer.Away("The settings cannot be used: " + Words.plain(reason) + ".");
        };
    }

    /** Waits for changes that are under way, but not for a daemon that does not answer. */
    @Override
    public void close() {
        order.shutdown();
        try {
            boolean _ = order.awaitTermination(LAST_CHANGES.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
