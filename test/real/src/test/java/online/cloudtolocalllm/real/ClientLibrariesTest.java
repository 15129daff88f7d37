package online.cloudtolocalllm.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The official libraries of Ollama and OpenAI for Python and JavaScript, in small programs that check what they get. */
@AgainstRealServers
class ClientLibrariesTest {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    @ParameterizedTest
    @CsvSource({"python, ollama, 10", "python, openai, 8", "javascript, ollama, 10", "javascript, openai, 6"})
    void worksUnchanged(String language, String library, int checks, Stack stack) throws Exception {
        Optional<String> lacking = Scripts.install(Scripts.CLIENTS, language, "install");
        lacking.ifPresent(why -> Lacking.skip(language + " " + library, why));

        Outcome outcome = Outcome.of(
                List.of(
                        Scripts.CLIENTS.toString(),
                        language,
                        library,
                        stack.target().toString()),
                Map.of(),
                LIMIT);

        assertThat(outcome.code()).as(outcome.toString()).isZero();
        assertThat(outcome.output().lines()).hasSize(checks).allMatch(line -> line.startsWith("ok "));
    }
}
