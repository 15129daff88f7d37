package online.cloudtolocalllm.protocol.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionIdTest {

    static Stream<String> names() {
        return Stream.of("local_ollama", "a", "7", "A.b-c_9", "x".repeat(64));
    }

    static Stream<String> otherTexts() {
        return Stream.of(
                "",
                " ",
                ".",
                "-a",
                "_a",
                ".a",
                "a b",
                "a\n",
                "a\r\nX-Evil: 1",
                "a/b",
                "a\u0000",
                "büro",
                "x".repeat(65),
                "a,b",
                "\"a\"");
    }

    @ParameterizedTest
    @MethodSource("names")
    void namesAreTaken(String name) {
        assertThat(ConnectionId.isValid(name)).isTrue();
        assertThat(new ConnectionId(name)).hasToString(name);
    }

    @ParameterizedTest
    @MethodSource("otherTexts")
    void otherTextsAreRefusedAndNotQuoted(String text) {
        assertThat(ConnectionId.isValid(text)).isFalse();
        assertThatThrownBy(() -> new ConnectionId(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a connection name");
    }

    @Test
    void namesAreOrderedByTheirLetters() {
        assertThat(Stream.of("b", "a.b", "B", "a").map(ConnectionId::new).sorted())
                .extracting(ConnectionId::name)
                .containsExactly("B", "a", "a.b", "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "UP", "connected", "Up"})
    void wordsOfNoStateAreUnknown(String word) {
        assertThat(HealthState.ofWord(word)).isEmpty();
        assertThat(ConnectionKind.ofWireName(word)).isEmpty();
    }

    @Test
    void everyStateAndKindIsFoundByItsWord() {
        assertThat(HealthState.values()).allSatisfy(state -> assertThat(HealthState.ofWord(state.word()))
                .contains(state));
        assertThat(ConnectionKind.values()).allSatisfy(kind -> assertThat(ConnectionKind.ofWireName(kind.wireName()))
                .contains(kind));
        assertThat(HealthState.values())
                .filteredOn(HealthState::serves)
                .containsExactly(HealthState.UP, HealthState.SLOW);
    }
}
