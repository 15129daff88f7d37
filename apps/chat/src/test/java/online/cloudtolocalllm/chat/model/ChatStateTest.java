package online.cloudtolocalllm.chat.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.Health;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.protocol.status.StatusSnapshot;
import online.cloudtolocalllm.window.words.LinkWords;
import org.junit.jupiter.api.Test;

class ChatStateTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:40:00Z");
    private static final LinkWords UP = new LinkWords(true, "", false);

    private static ConnectionStatus connection(
            String name, HealthState state, boolean preferred, List<String> models, String loaded) {
        return new ConnectionStatus(
                new ConnectionId(name),
                ConnectionKind.OLLAMA,
                "http://x",
                true,
                10,
                new Health(state, NOW, ""),
                Optional.empty(),
                models,
                true,
                Optional.empty(),
                Optional.empty(),
                false,
                preferred,
                loaded.isEmpty() ? List.of() : List.of(loaded),
                List.of());
    }

    private static ConnectionStatus paused() {
        ConnectionStatus up = connection("a", HealthState.UP, false, List.of("x"), "");
        return new ConnectionStatus(
                up.id(),
                up.kind(),
                up.address(),
                true,
                10,
                up.health(),
                Optional.empty(),
                up.models(),
                true,
                Optional.empty(),
                Optional.empty(),
                true,
                false,
                List.of(),
                List.of());
    }

    @Test
    void aPauseOfEverythingIsToldAsThat() {
        ChatState state = state("", paused());
        assertThat(state.ready()).isFalse();
        assertThat(state.title()).isEqualTo("Everything is paused");
        assertThat(state.prompt()).isEqualTo("Everything is paused.");
        assertThat(state.badge().text()).isEqualTo("everything is paused");
        assertThat(state.obstacle())
                .isEqualTo("Everything is paused. Resume it in the tray's menu, or with"
                        + " \"cloudtolocalllm connections resume a\".");
    }

    @Test
    void whatIsNotKnownYetIsNotTakenForNothing() {
        ChatState state = new ChatState(UP, Optional.empty(), "");
        assertThat(state.ready()).isFalse();
        assertThat(state.title()).isEmpty();
        assertThat(state.badge().text()).isEqualTo("asked just now");
        assertThat(List.of(state.obstacle(), state.welcome(), state.prompt()))
                .containsOnly("The daemon is asked just now.");
    }

    private static ChatState state(String chosen, ConnectionStatus... connections) {
        StatusSnapshot snapshot = new StatusSnapshot(1, NOW, List.of(connections), Optional.empty(), Optional.empty());
        DaemonStatus status = new DaemonStatus("0.1.0", 1, NOW, "http://x", 0, 0, 0, 0, List.of(), snapshot);
        return new ChatState(UP, Optional.of(status), chosen);
    }

    @Test
    void modelsAreThoseOfConnectionsThatServe() {
        ChatState state = state(
                "",
                connection("a", HealthState.DOWN, false, List.of("x"), ""),
                connection("b", HealthState.UP, false, List.of("y", "z"), "z"),
                connection("c", HealthState.SLOW, true, List.of("z"), ""));
        assertThat(state.models()).containsExactly(new ModelChoice("y", "b"), new ModelChoice("z", "b"));
        assertThat(state.model()).as("the one in memory").contains(new ModelChoice("z", "b"));
        assertThat(state.withChosen("y").badge().text()).isEqualTo("b");
        assertThat(state.withChosen("gone").model()).contains(new ModelChoice("z", "b"));
        assertThat(state.ready()).isTrue();
        assertThat(state.prompt()).isEqualTo("Message z …");
        assertThat(state.obstacle()).isEmpty();
        assertThat(state.title()).isEqualTo("What would you like to know?");
    }

    @Test
    void theFirstThatServesWellIsAsked() {
        ChatState state = state(
                "",
                connection("a", HealthState.SLOW, true, List.of("x"), ""),
                connection("b", HealthState.UP, false, List.of("x"), ""),
                connection("c", HealthState.UP, true, List.of("x"), ""));
        assertThat(state.models()).containsExactly(new ModelChoice("x", "c"));
    }

    @Test
    void whatIsMissingIsTold() {
        ChatState nobody = state("", connection("a", HealthState.DOWN, false, List.of("x"), ""));
        assertThat(nobody.ready()).isFalse();
        assertThat(nobody.badge().text()).isEqualTo("no connection serves");
        assertThat(nobody.title()).isEqualTo("No connection serves");
        assertThat(nobody.welcome())
                .isEqualTo("a is down. Look into it with \"cloudtolocalllm test a\".")
                .isEqualTo(nobody.obstacle());
        ChatState none = state("");
        assertThat(none.welcome()).contains("cloudtolocalllm connections add NAME URL");
        ChatState away = nobody.withLink(new LinkWords(false, "The daemon is not running.", true));
        assertThat(away.badge().text()).isEqualTo("no daemon");
        assertThat(away.prompt()).isEqualTo("The daemon is not running.");
        ChatState failed = nobody.withLink(new LinkWords(
                false, "The daemon could not be started: it ended with exit code 5 (the address is in use).", true));
        assertThat(failed.prompt()).as("the box has one line").isEqualTo("The daemon is not running.");
        assertThat(failed.obstacle()).contains("exit code 5");
        assertThat(away.title()).isEmpty();
        assertThat(ChatState.EMPTY.ready()).isFalse();
    }
}
