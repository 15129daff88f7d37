package online.cloudtolocalllm.daemon.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Predicate;
import online.cloudtolocalllm.autostart.Autostart;
import online.cloudtolocalllm.autostart.AutostartState;
import online.cloudtolocalllm.broker.doctor.ConnectionReport;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.daemon.settings.LiveSettings;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.StatusSnapshot;
import online.cloudtolocalllm.tray.AppState;
import online.cloudtolocalllm.tray.Notice;
import online.cloudtolocalllm.tray.TrayCommand;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of each command. */
class TrayCommandsTest {

    private static final ConnectionId LOCAL = new ConnectionId("local_ollama");
    private static final ConnectionId BOX = new ConnectionId("gpu_box");
    private static final ConnectionId NOBODY = new ConnectionId("nobody");

    @TempDir
    Path home;

    private final Alarms alarms = new Alarms();
    private final FakeScreen screen = new FakeScreen();
    private final List<String> deeds = new ArrayList<>();
    private LiveSettings settings;
    private TrayCommands commands;
    private AppState chat = AppState.STOPPED;
    private Windows.Outcome outcome = new Windows.Outcome.Told();
    private AutostartState autostart = new AutostartState.Off();
    private Optional<String> legacyProblem = Optional.empty();
    private boolean clipboard = true;

    private final class RecordedWindows implements Windows {

        @Override
        public AppState state(WindowKind kind) {
            return chat;
        }

        @Override
        public CompletionStage<Outcome> show(WindowKind kind, String tab) {
            return did("show " + kind + " " + tab);
        }

        @Override
        public CompletionStage<Outcome> hide(WindowKind kind) {
            return did("hide " + kind);
        }

        @Override
        public CompletionStage<Outcome> quit(WindowKind kind) {
            return did("quit " + kind);
        }

        @Override
        public void whenChanged(Runnable listener) {
            deeds.add("listened to");
        }

        @Override
        public void whenCrashed(Consumer<Crash> listener) {
            deeds.add("listened to");
        }

        private CompletionStage<Outcome> did(String deed) {
            deeds.add(deed);
            return CompletableFuture.completedFuture(outcome);
        }
    }

    private final class RecordedAutostart implements Autostart {

        @Override
        public AutostartState state() {
            return autostart;
        }

        @Override
        public AutostartState set(boolean on) {
            deeds.add("at login " + on);
            return autostart;
        }
    }

    @Test
    void aWindowThatCrashedCanBeOpenedAgain() throws Exception {
        commands.crashed(new Windows.Crash(WindowKind.SETTINGS, "It ended with exit code 3: out of memory"));
        Notice notice = screen.notices.getFirst();
        assertThat(notice.title()).isEqualTo("The settings window crashed");
        assertThat(notice.text()).isEqualTo("It ended with exit code 3: out of memory");
        assertThat(notice.choices())
                .containsExactly(new Notice.Choice("Open it again", new TrayCommand.OpenSettings("")));
    }

    @BeforeEach
    void open() throws Exception {
        Files.writeString(home.resolve("connection_config.json"), """
            {"local_ollama":{"connection_type":"local_ollama","api_base_url":"http://localhost:11434","enabled":true},
             "gpu_box":{"connection_type":"ollama","api_base_url":"http://192.168.1.20:11434","enabled":true,"preferred":true},
             "off":{"connection_type":"ollama","api_base_url":"http://192.168.1.21:11434","enabled":false}}
            """);
        settings = LiveSettings.open(new Locations(home), Map.of(), alarms.clock());
        OllamaStart ollama = new OllamaStart(
                new OllamaProgram(Map.of(), "Linux"),
                home.resolve("ollama.out"),
                new OllamaStart.Connections() {
                    @Override
                    public StatusSnapshot snapshot() {
                        deeds.add("ollama");
                        return new StatusSnapshot(
                                1, alarms.clock().now(), List.of(), Optional.empty(), Optional.empty());
                    }

                    @Override
                    public void hurry() {
                        deeds.add("hurry");
                    }
                },
                Set::of,
                alarms.threads().later(),
                Runnable::run);
        commands = new TrayCommands(
                new TrayCommands.Means(
                        new SettingsClicks(settings),
                        this::test,
                        new RecordedWindows(),
                        text -> deeds.add("copy " + text) && clipboard,
                        ollama,
                        () -> {
                            deeds.add("end legacy");
                            return legacyProblem;
                        },
                        new RecordedAutostart(),
                        () -> deeds.add("quit")),
                screen,
                Runnable::run);
    }

    private Optional<CompletionStage<ConnectionReport>> test(ConnectionId id) {
        return id.equals(NOBODY)
                ? Optional.empty()
                : Optional.of(CompletableFuture.completedFuture(new ConnectionReport(
                        id,
                        List.of(new ConnectionReport.Step(
                                ConnectionReport.Kind.CONNECT, id.equals(LOCAL), Duration.ofMillis(2), "found")),
                        Optional.empty())));
    }

    private List<String> names(Predicate<ConnectionSettings> which) {
        return settings.connections().stream()
                .filter(which)
                .map(one -> one.id().name())
                .toList();
    }

    private Notice onlyNotice() {
        assertThat(screen.notices).hasSize(1);
        return screen.notices.getFirst();
    }

    @Test
    void oneConnectionIsPreferredAtATime() {
        commands.chosen(new TrayCommand.Prefer(LOCAL, true));
        assertThat(names(ConnectionSettings::preferred)).containsExactly("local_ollama");
        commands.chosen(new TrayCommand.Prefer(BOX, false));
        assertThat(names(ConnectionSettings::preferred)).containsExactly("local_ollama");
        commands.chosen(new TrayCommand.Prefer(LOCAL, false));
        assertThat(names(ConnectionSettings::preferred)).isEmpty();
        assertThat(screen.notices).isEmpty();
    }

    @Test
    void pausingIsASetting() throws Exception {
        commands.chosen(new TrayCommand.Pause(BOX, true));
        assertThat(names(ConnectionSettings::paused)).containsExactly("gpu_box");
        assertThat(Files.readString(home.resolve("connection_config.json"))).contains("\"paused\"");
        commands.chosen(new TrayCommand.PauseAll(true));
        assertThat(names(ConnectionSettings::paused)).containsExactlyInAnyOrder("gpu_box", "local_ollama");
        commands.chosen(new TrayCommand.PauseAll(true));
        commands.chosen(new TrayCommand.PauseAll(false));
        assertThat(names(ConnectionSettings::paused)).isEmpty();
        assertThat(Files.readString(home.resolve("connection_config.json"))).doesNotContain("\"paused\"");
    }

    @Test
    void whatCannotBeChangedIsSaid() {
        commands.chosen(new TrayCommand.Pause(NOBODY, true));
        assertThat(onlyNotice().text()).isEqualTo("Nothing was changed: nobody: there is no connection of this name.");
    }

    @Test
    void aTestIsAnswered() {
        commands.chosen(new TrayCommand.Test(LOCAL));
        commands.chosen(new TrayCommand.Test(BOX));
        commands.chosen(new TrayCommand.Test(NOBODY));
        assertThat(screen.notices)
                .extracting(Notice::title)
                .containsExactly(
                        "local_ollama works", "gpu_box cannot be reached", "No connection has the name nobody");
    }

    @Test
    void whatNothingTakesIsShown() {
        commands.chosen(new TrayCommand.Copy("http://127.0.0.1:11435"));
        assertThat(screen.notices).isEmpty();
        clipboard = false;
        commands.chosen(new TrayCommand.Copy("http://127.0.0.1:11435"));
        assertThat(deeds).containsExactly("copy http://127.0.0.1:11435", "copy http://127.0.0.1:11435");
        assertThat(onlyNotice().title()).isEqualTo("Could not copy");
        assertThat(onlyNotice().text()).isEqualTo("The text: http://127.0.0.1:11435");
    }

    @Test
    void windowsAreToldAndOthersDoTheirPart() {
        commands.chosen(new TrayCommand.ShowChat());
        commands.chosen(new TrayCommand.HideChat());
        commands.chosen(new TrayCommand.QuitChat());
        commands.chosen(new TrayCommand.OpenSettings("status"));
        commands.chosen(new TrayCommand.EndLegacy());
        commands.chosen(new TrayCommand.StartAtLogin(true));
        commands.chosen(new TrayCommand.StartOllama());
        commands.chosen(new TrayCommand.QuitDaemon());
        assertThat(deeds)
                .containsExactly(
                        "show CHAT ",
                        "hide CHAT",
                        "quit CHAT",
                        "show SETTINGS status",
                        "end legacy",
                        "at login true",
                        "ollama",
                        "quit");
        assertThat(screen.notices).isEmpty();
    }

    @Test
    void aClickOnTheIconShowsWhatThereIs() {
        commands.activated();
        chat = AppState.ABSENT;
        commands.activated();
        assertThat(deeds).containsExactly("show CHAT ", "show SETTINGS status");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NotRunning", "Started"})
    void whatGoesWellNeedsNoWords(String which) {
        outcome = which.equals("Started") ? new Windows.Outcome.Started() : new Windows.Outcome.NotRunning();
        commands.chosen(new TrayCommand.HideChat());
        assertThat(screen.notices).isEmpty();
    }

    @Test
    void whatGoesWrongIsSaid() {
        outcome = new Windows.Outcome.Failed("There is no display.");
        commands.chosen(new TrayCommand.ShowChat());
        outcome = new Windows.Outcome.Busy();
        commands.chosen(new TrayCommand.OpenSettings(""));
        autostart = new AutostartState.Unavailable("Nothing here starts programs at login.");
        commands.chosen(new TrayCommand.StartAtLogin(true));
        legacyProblem = Optional.of("The environment variable X says so.");
        commands.chosen(new TrayCommand.EndLegacy());
        assertThat(screen.notices)
                .extracting(notice -> notice.title() + ": " + notice.text())
                .containsExactly(
                        "The chat window could not be opened: There is no display.",
                        "The settings window does not read what it is told: End it, and start it again.",
                        "Starting at login could not be changed: Nothing here starts programs at login.",
                        "The settings could not be changed: The environment variable X says so.");
    }
}
