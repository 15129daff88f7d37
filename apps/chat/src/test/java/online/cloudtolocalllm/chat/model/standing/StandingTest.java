package online.cloudtolocalllm.chat.model.standing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import online.cloudtolocalllm.chat.model.ChatState;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.protocol.status.TrayState;
import online.cloudtolocalllm.window.words.Tone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The one line that says how everything is. */
class StandingTest {

    private static final Instant NOW = Instant.parse("2026-11-22T14:00:00Z");

    static Stream<Arguments> lines() {
        return Stream.of(
                Arguments.of(States.offline(), "○ Offline: no daemon", Tone.BAD),
                Arguments.of(ChatState.EMPTY, "◌ Connecting to the daemon …", Tone.QUIET),
                Arguments.of(
                        States.of(
                                States.other("a", HealthState.UP, ""),
                                States.other("b", HealthState.UP, ""),
                                States.paused("c")),
                        "● All up · 1 paused",
                        Tone.GOOD),
                Arguments.of(
                        States.of(States.other("a", HealthState.UP, ""), States.other("b", HealthState.SLOW, "")),
                        "◐ All up, 1 slow",
                        Tone.WARN),
                Arguments.of(
                        States.of(
                                States.other("a", HealthState.UP, ""),
                                States.other("b", HealthState.DOWN, "x"),
                                States.other("c", HealthState.UP, "")),
                        "◐ 2 of 3 up",
                        Tone.WARN),
                Arguments.of(States.of(States.other("a", HealthState.UP, "")), "● a is up", Tone.GOOD),
                Arguments.of(States.of(States.other("a", HealthState.SLOW, "")), "◐ a is slow", Tone.WARN),
                Arguments.of(States.of(States.silent()), "○ local_ollama: down", Tone.BAD),
                Arguments.of(
                        States.of(States.silent(), States.other("b", HealthState.SIGN_IN_NEEDED, "x")),
                        "○ None of 2 up",
                        Tone.BAD),
                Arguments.of(
                        States.of(States.silent(), States.other("b", HealthState.CONNECTING, "")),
                        "◌ Connecting …",
                        Tone.QUIET),
                Arguments.of(States.of(States.demo(), States.silent()), "◐ Only the demo", Tone.WARN),
                Arguments.of(States.of(States.paused("a")), "‖ Everything is paused", Tone.QUIET),
                Arguments.of(States.of(), "○ No connection", Tone.BAD));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void theLineSaysIt(ChatState state, String line, Tone tone) {
        Standing standing = Standing.of(state, NOW, ZoneOffset.UTC);
        assertThat(standing.mark() + " " + standing.text()).isEqualTo(line);
        assertThat(standing.tone()).isEqualTo(tone);
        assertThat(standing.sentence()).endsWith(standing.text().endsWith("…") ? standing.sentence() : ".");
    }

    @Test
    void theDetailsSayTheRest() {
        Standing standing = Standing.of(
                States.of(
                        TrayState.SHOWN,
                        List.of("a file was\n set aside"),
                        States.other("local_ollama", HealthState.UP, ""),
                        States.other("gpu_box", HealthState.DOWN, "no route to 192.168.1.20")),
                NOW,
                ZoneOffset.UTC);
        assertThat(standing.sentence()).isEqualTo("The next question goes to local_ollama, if it has the model.");
        assertThat(standing.connections())
                .extracting(words -> words.mark() + " " + words.name() + " " + words.state() + " " + words.why())
                .containsExactly(
                        "● local_ollama 2 ms · 1 model ", "○ gpu_box down since 12:31 No route to 192.168.1.20.");
        assertThat(standing.failover()).isEqualTo("Last failover 12:31: gpu_box → local_ollama (no route)");
        assertThat(standing.notices())
                .hasSize(1)
                .allMatch(line -> line.startsWith("A file was") && !line.contains("\n"));
        assertThat(standing.startable()).isFalse();
    }

    @Test
    void whatEachConnectionSaysIsNotSaidTwice() {
        assertThat(Standing.of(States.of(States.silent()), NOW, ZoneOffset.UTC).sentence())
                .isEqualTo("No connection serves. The window goes on by itself as soon as one does.");
        assertThat(Standing.of(States.offline(), NOW, ZoneOffset.UTC)).satisfies(standing -> {
            assertThat(standing.startable()).isTrue();
            assertThat(standing.sentence())
                    .isEqualTo("The daemon is not running. The window goes on by itself as soon as it runs.");
        });
    }
}
