package online.cloudtolocalllm.tray;

import static online.cloudtolocalllm.protocol.status.HealthState.UP;
import static online.cloudtolocalllm.tray.MenuItems.actions;
import static online.cloudtolocalllm.tray.MenuItems.command;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What lines of the menu do. */
class MenuCommandsTest {

    private static final ConnectionId LOCAL = new ConnectionId("local_ollama");

    static Stream<Arguments> commands() {
        UnaryOperator<Facts> nothing = facts -> facts;
        return Stream.of(
                Arguments.of("connection/local_ollama/prefer", nothing, new TrayCommand.Prefer(LOCAL, true)),
                Arguments.of("connection/local_ollama/pause", nothing, new TrayCommand.Pause(LOCAL, true)),
                Arguments.of("connection/local_ollama/test", nothing, new TrayCommand.Test(LOCAL)),
                Arguments.of("connection/local_ollama/copy", nothing, new TrayCommand.Copy("http://localhost:11434")),
                Arguments.of("connection/local_ollama/models/0", nothing, new TrayCommand.Copy("llama3.2:latest")),
                Arguments.of("gateway.copy", nothing, new TrayCommand.Copy("http://127.0.0.1:11435")),
                Arguments.of("pause", nothing, new TrayCommand.PauseAll(true)),
                Arguments.of("settings", nothing, new TrayCommand.OpenSettings("")),
                Arguments.of("status", nothing, new TrayCommand.OpenSettings("status")),
                Arguments.of("quit", nothing, new TrayCommand.QuitDaemon()),
                Arguments.of("ollama.start", with(Facts::ollamaCanBeStarted), new TrayCommand.StartOllama()),
                Arguments.of("chat.launch", with(f -> f.chat(AppState.STOPPED)), new TrayCommand.ShowChat()),
                Arguments.of("chat.show", with(f -> f.chat(AppState.RUNNING)), new TrayCommand.ShowChat()),
                Arguments.of("chat.hide", with(f -> f.chat(AppState.RUNNING)), new TrayCommand.HideChat()),
                Arguments.of("chat.quit", with(f -> f.chat(AppState.RUNNING)), new TrayCommand.QuitChat()),
                Arguments.of("autostart", with(f -> f.autostart(true)), new TrayCommand.StartAtLogin(false)),
                Arguments.of("autostart", with(f -> f.autostart(false)), new TrayCommand.StartAtLogin(true)),
                Arguments.of(
                        "legacy.end",
                        with(f -> f.legacyUntil(Facts.NOW.plusSeconds(60))),
                        new TrayCommand.EndLegacy()));
    }

    private static UnaryOperator<Facts> with(UnaryOperator<Facts> change) {
        return change;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyLineDoesWhatItSays(String key, UnaryOperator<Facts> change, TrayCommand command) {
        TrayFacts facts = change.apply(Facts.of(Facts.local(UP))).facts();
        assertThat(actions(TrayMenu.of(facts).items()))
                .filteredOn(action -> action.key().equals(key))
                .extracting(TrayItem.Action::command)
                .containsExactly(command);
    }

    @Test
    void whatIsOnIsTurnedOff() {
        TrayFacts facts =
                Facts.of(Facts.paused(Facts.preferred(Facts.local(UP)))).facts();
        assertThat(actions(TrayMenu.of(facts).items()))
                .filteredOn(action -> action.command() instanceof TrayCommand.Prefer
                        || action.command() instanceof TrayCommand.Pause
                        || action.command() instanceof TrayCommand.PauseAll)
                .containsExactly(
                        new TrayItem.Action(
                                "connection/local_ollama/prefer",
                                "Prefer",
                                new TrayCommand.Prefer(LOCAL, false),
                                true,
                                Optional.of(true)),
                        new TrayItem.Action(
                                "connection/local_ollama/pause", "Resume", new TrayCommand.Pause(LOCAL, false)),
                        new TrayItem.Action("resume", "Resume everything", new TrayCommand.PauseAll(false)));
    }

    @Test
    void whereOnlySomeArePausedBothAreOffered() {
        assertThat(Facts.of(Facts.local(UP), Facts.paused(Facts.lan(UP))).topLines())
                .contains("Pause everything", "Resume everything");
    }

    @Test
    void signingInIsOfferedWhereThereIsACloudToSignInTo() {
        assertThat(Facts.of(Facts.local(UP), Facts.cloud(UP)).lines()).noneMatch(line -> line.contains("ign"));
        assertThat(Facts.of(Facts.local(UP), Facts.cloud(UP)).signedIn(true).lines())
                .contains("    Signed in")
                .doesNotContain("Sign in…");
        assertThat(Facts.of(Facts.local(UP)).signedIn(false).lines()).doesNotContain("Sign in…");
        Facts missing = Facts.of(Facts.cloud(UP)).signedIn(false);
        assertThat(command(missing, "sign-in")).isEqualTo(new TrayCommand.OpenSettings("connections"));
        assertThat(command(missing.chat(AppState.RUNNING), "sign-in")).isEqualTo(new TrayCommand.ShowChat());
    }
}
