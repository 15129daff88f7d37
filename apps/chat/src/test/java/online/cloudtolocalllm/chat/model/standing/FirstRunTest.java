package online.cloudtolocalllm.chat.model.standing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import online.cloudtolocalllm.chat.model.ChatState;
import online.cloudtolocalllm.protocol.status.HealthState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The ways out of a standstill. */
class FirstRunTest {

    private final PlayedRemedies remedies = new PlayedRemedies();
    private final Deque<Runnable> work = new ArrayDeque<>();
    private final List<Guide> told = new ArrayList<>();
    private final FirstRun model = new FirstRun(remedies, work::add, Runnable::run, told::add);

    private void finish() {
        while (!work.isEmpty()) {
            work.remove().run();
        }
    }

    static Stream<Arguments> situations() {
        return Stream.of(
                Arguments.of(States.offline(), new Situation.Offline("The daemon is not running.", true)),
                Arguments.of(ChatState.EMPTY, new Situation.Offline("Connecting to the daemon …", false)),
                Arguments.of(States.of(States.silent()), new Situation.Nothing(true)),
                Arguments.of(States.of(), new Situation.Nothing(true)),
                Arguments.of(
                        States.of(States.silent(), States.other("b", HealthState.DOWN, "no route")),
                        new Situation.Nothing(false)),
                Arguments.of(
                        States.of(States.silent(), States.other("b", HealthState.UNKNOWN, "")), new Situation.Asking()),
                Arguments.of(
                        States.of(States.paused("a"), States.paused("b")), new Situation.Paused(List.of("a", "b"))),
                Arguments.of(States.of(States.empty()), new Situation.NoModel()),
                Arguments.of(States.of(States.demo(), States.silent()), new Situation.Ready()));
    }

    @ParameterizedTest
    @MethodSource("situations")
    void whatIsSoIsSeen(ChatState state, Situation situation) {
        assertThat(Situation.of(state)).isEqualTo(situation);
    }

    @Test
    void ollamaIsLookedForOnceAtATimeAndOnlyWhereItHelps() {
        model.show(States.of(States.empty()));
        model.look();
        assertThat(work).isEmpty();
        model.show(States.of(States.silent()));
        model.look();
        assertThat(work).hasSize(1);
        finish();
        assertThat(model.guide().ollama()).isEqualTo(OllamaHere.MISSING);
        remedies.ollama = OllamaHere.STARTABLE;
        model.look();
        finish();
        assertThat(told.getLast().ollama()).isEqualTo(OllamaHere.STARTABLE);
        int before = told.size();
        model.look();
        finish();
        assertThat(told).as("nothing has changed").hasSize(before);
    }

    @Test
    void oneThingIsDoneAtATimeAndWhatGoesWrongIsSaid() {
        model.show(States.of(States.silent()));
        finish();
        remedies.problem = "Ollama did not come up.";
        model.startOllama();
        model.startDemo();
        assertThat(model.guide().busy()).contains(Guide.Way.OLLAMA);
        finish();
        assertThat(remedies.deeds).containsExactly("look", "ollama", "look");
        assertThat(model.guide().busy()).isEmpty();
        assertThat(model.guide().problem(Guide.Way.OLLAMA)).isEqualTo("Ollama did not come up.");
        assertThat(model.guide().problem(Guide.Way.DEMO)).isEmpty();
        remedies.problem = "";
        model.startDemo();
        assertThat(model.guide().problem(Guide.Way.OLLAMA)).as("a new try").isEmpty();
        finish();
        assertThat(remedies.deeds).contains("demo");
        model.show(States.of(States.demo(), States.silent()));
        assertThat(model.guide().needed()).isFalse();
    }

    @Test
    void whatIsPausedIsResumed() {
        model.show(States.of(States.silent()));
        model.resume();
        finish();
        assertThat(remedies.deeds).containsExactly("look");
        model.show(States.of(States.paused("a"), States.paused("b")));
        model.resume();
        finish();
        assertThat(remedies.deeds).containsExactly("look", "resume a,b");
    }
}
