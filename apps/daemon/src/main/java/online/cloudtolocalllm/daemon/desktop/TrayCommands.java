package online.cloudtolocalllm.daemon.desktop;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import online.cloudtolocalllm.autostart.Autostart;
import online.cloudtolocalllm.autostart.AutostartState;
import online.cloudtolocalllm.broker.doctor.ConnectionReport;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.tray.AppState;
import online.cloudtolocalllm.tray.Notice;
import online.cloudtolocalllm.tray.Notifier;
import online.cloudtolocalllm.tray.TrayCommand;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what was chosen in the menu or on a notification, one after the other. Who chose something gets an answer where the desktop
 * shows none by itself: a notification, also where news are turned off, and a line in the log. Thread-safe; no method blocks.
 */
final class TrayCommands {

    private static final Logger LOG = LoggerFactory.getLogger(TrayCommands.class);

    private final Means means;
    private final Clicks clicks;
    private final Notifier notifier;

    /**
     * What things are done with. All of it may be called from any thread; what blocks says so.
     *
     * @param settings changes settings
     * @param test tests a connection; empty if there is none of this name
     * @param windows the product's windows
     * @param clipboard takes texts; blocks
     * @param ollama starts Ollama; blocks
     * @param endLegacy lets old clients in no longer, and says in words what stands in the way; blocks
     * @param autostart starts the daemon at login; blocks
     * @param quit ends the daemon
     */
    record Means(
            SettingsClicks settings,
            Function<ConnectionId, Optional<CompletionStage<ConnectionReport>>> test,
            Windows windows,
            Clipboard clipboard,
            OllamaStart ollama,
            Supplier<Optional<String>> endLegacy,
            Autostart autostart,
            Runnable quit) {}

    /**
     * Commands that are done by these means.
     *
     * @param notifier shows the answers
     * @param blocking where things are done
     */
    TrayCommands(Means means, Notifier notifier, Executor blocking) {
        this.means = means;
        this.clicks = new Clicks(blocking);
        this.notifier = notifier;
    }

    /** Does this soon. */
    void chosen(TrayCommand command) {
        clicks.add(() -> perform(command));
    }

    /** The icon itself was chosen: the chat window is shown, or the settings where this installation has none. */
    void activated() {
        boolean chat = means.windows.state(WindowKind.CHAT) != AppState.ABSENT;
        chosen(chat ? new TrayCommand.ShowChat() : new TrayCommand.OpenSettings("status"));
    }

    private void perform(TrayCommand command) {
        switch (command) {
            case TrayCommand.Prefer(ConnectionId connection, boolean on) ->
                changed(means.settings.prefer(connection, on));
            case TrayCommand.Pause(ConnectionId connection, boolean on) ->
                changed(means.settings.pause(connection, on));
            case TrayCommand.PauseAll(boolean on) -> changed(means.settings.pauseAll(on));
            case TrayCommand.Test(ConnectionId connection) -> test(connection);
            case TrayCommand.Copy(String text) -> copy(text);
            case TrayCommand.ShowChat ignored -> window(WindowKind.CHAT, means.windows.show(WindowKind.CHAT, ""));
            case TrayCommand.HideChat ignored -> window(WindowKind.CHAT, means.windows.hide(WindowKind.CHAT));
            case TrayCommand.QuitChat ignored -> window(WindowKind.CHAT, means.windows.quit(WindowKind.CHAT));
            case TrayCommand.OpenSettings(String tab) ->
                window(WindowKind.SETTINGS, means.windows.show(WindowKind.SETTINGS, tab));
            case TrayCommand.StartOllama ignored -> means.ollama.start().thenAccept(this::ollama);
            case TrayCommand.EndLegacy ignored -> changed(means.endLegacy.get());
            case TrayCommand.StartAtLogin(boolean on) -> startAtLogin(on);
            case TrayCommand.QuitDaemon ignored -> {
                LOG.info("asked to stop in the tray's menu");
                means.quit.run();
            }
        }
    }

    private void changed(Optional<String> problem) {
        problem.ifPresent(text -> answer(problem("settings", "The settings could not be changed", text)));
    }

    private void test(ConnectionId connection) {
        means.test
                .apply(connection)
                .ifPresentOrElse(
                        report -> report.whenComplete((found, failure) -> answer(
                                failure == null
                                        ? TestWords.of(found)
                                        : problem(
                                                "test " + connection,
                                                "The test of " + connection + " failed",
                                                "For a reason that nobody expected: " + failure + "."))),
                        () -> answer(TestWords.unknown(connection.name())));
    }

    private void copy(String text) {
        if (!means.clipboard.copy(text)) {
            answer(problem("copy", "Could not copy", (means.clipboard.advice() + " The text: " + text).strip()));
        }
    }

    private void window(WindowKind kind, CompletionStage<Windows.Outcome> outcome) {
        outcome.whenComplete((result, failure) -> {
            if (failure != null) {
                LOG.error("the {} could not be told", kind.words(), failure);
                return;
            }
            switch (result) {
                case Windows.Outcome.Told ignored -> LOG.debug("the {} was told", kind.words());
                case Windows.Outcome.Started ignored -> LOG.debug("the {} was started", kind.words());
                case Windows.Outcome.NotRunning ignored -> LOG.debug("the {} has ended already", kind.words());
                case Windows.Outcome.Busy ignored ->
                    answer(problem(
                            kind.program(),
                            "The " + kind.words() + " does not read what it is told",
                            "End it, and start it again."));
                case Windows.Outcome.Failed(String why) ->
                    answer(problem(kind.program(), "The " + kind.words() + " could not be opened", why));
            }
        });
    }

    /** Tells of a window that crashed, and offers to open it again. */
    void crashed(Windows.Crash crash) {
        TrayCommand again =
                switch (crash.kind()) {
                    case CHAT -> new TrayCommand.ShowChat();
                    case SETTINGS -> new TrayCommand.OpenSettings("");
                };
        answer(new Notice(
                crash.kind().program(),
                Notice.Urgency.NORMAL,
                "The " + crash.kind().words() + " crashed",
                crash.how(),
                Optional.of(again),
                List.of(new Notice.Choice("Open it again", again))));
    }

    private void ollama(OllamaStart.Outcome outcome) {
        switch (outcome) {
            case OllamaStart.Outcome.Missing(Notice notice) -> answer(notice);
            case OllamaStart.Outcome.Failed(Notice notice) -> answer(notice);
            case OllamaStart.Outcome.Listens ignored -> LOG.debug("Ollama listens");
            case OllamaStart.Outcome.NotNeeded ignored -> LOG.debug("Ollama was not needed");
            case OllamaStart.Outcome.UnderWay ignored -> LOG.debug("Ollama is being started already");
        }
    }

    private void startAtLogin(boolean on) {
        switch (means.autostart.set(on)) {
            case AutostartState.On(String by) -> LOG.info("the daemon is started at login, by {}", by);
            case AutostartState.Off ignored -> LOG.info("the daemon is not started at login");
            case AutostartState.Unavailable(String why) ->
                answer(problem("autostart", "Starting at login could not be changed", why));
        }
    }

    private void answer(Notice notice) {
        LOG.info("{}{}", notice.title(), notice.text().isEmpty() ? "" : ": " + notice.text());
        notifier.show(notice);
    }

    private static Notice problem(String subject, String title, String text) {
        return new Notice(subject, Notice.Urgency.NORMAL, title, text, Optional.empty(), List.of());
    }
}
