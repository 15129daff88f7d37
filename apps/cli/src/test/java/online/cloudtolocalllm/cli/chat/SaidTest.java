package online.cloudtolocalllm.cli.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SaidTest {

    static Stream<Arguments> messages() {
        return Stream.of(
                Arguments.of("", new Said.Nothing()),
                Arguments.of(" \n ", new Said.Nothing()),
                Arguments.of("hello", new Said.Question("hello")),
                Arguments.of("  code", new Said.Question("  code")),
                Arguments.of("/ is a slash", new Said.Question("/ is a slash")),
                Arguments.of("/1 and /2", new Said.Question("/1 and /2")),
                Arguments.of("//help me", new Said.Question("/help me")),
                Arguments.of("/help", new Said.Help()),
                Arguments.of("/?", new Said.Help()),
                Arguments.of("/model", new Said.Model(Optional.empty())),
                Arguments.of("/Model  llama3.2 ", new Said.Model(Optional.of("llama3.2"))),
                Arguments.of("/system", new Said.Instructions(Optional.empty())),
                Arguments.of("/system be\nshort", new Said.Instructions(Optional.of("be\nshort"))),
                Arguments.of("/system none", new Said.Instructions(Optional.of(""))),
                Arguments.of("/save a b.md", new Said.Save("a b.md")),
                Arguments.of("/save", new Said.Save("")),
                Arguments.of("/clear", new Said.Clear()),
                Arguments.of("/bye", new Said.Leave()),
                Arguments.of("/quit", new Said.Leave()),
                Arguments.of("/exit", new Said.Leave()),
                Arguments.of("/Nope x", new Said.Unknown("/Nope")));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aMessageSaysWhatIsWanted(String message, Said said) {
        assertThat(Said.of(message)).isEqualTo(said);
    }
}
