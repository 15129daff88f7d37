package online.cloudtolocalllm.settings.model.connections;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SelectionTest {

    @Test
    void itFollowsTheConnectionAndFallsToANeighbour() {
        Selection first = Selection.NONE.in(List.of("a", "b", "c"));
        assertThat(first.name()).contains("a");
        Selection last = first.choose("c").in(List.of("a", "b", "c"));
        assertThat(last.in(List.of("c", "a", "b"))).isEqualTo(new Selection(Optional.of("c"), 0, ""));
        assertThat(last.in(List.of("a", "b")).name()).contains("b");
        assertThat(last.in(List.of()).name()).isEmpty();
        assertThat(last.in(List.of()).in(List.of("x")).name()).contains("x");
        assertThat(first.choose("b")
                        .in(List.of("a", "b", "c"))
                        .in(List.of("a", "c"))
                        .name())
                .as("the one that takes its place")
                .contains("c");
    }

    @Test
    void whatIsAwaitedIsChosenWhenItComesUnlessAnotherIsChosen() {
        Selection waiting = Selection.NONE.in(List.of("a", "b")).await("b").in(List.of("a"));
        assertThat(waiting.name()).contains("a");
        assertThat(waiting.in(List.of("a", "b")).name()).contains("b");
        assertThat(waiting.choose("a").in(List.of("a", "b")).name()).contains("a");
    }
}
