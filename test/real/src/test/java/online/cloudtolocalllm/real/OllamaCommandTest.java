package online.cloudtolocalllm.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The official command line, told by {@code OLLAMA_HOST} to use the gateway. */
@AgainstRealServers
class OllamaCommandTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Stack stack;

    @TempDir
    private Path home;

    OllamaCommandTest(Stack stack) {
        this.stack = stack;
    }

    @Test
    void listsTheModels() throws Exception {
        assertThat(names(ollama("list"))).contains("tiny:latest", "tiny-think:latest");
    }

    @Test
    void runsAModel() throws Exception {
        assertThat(ollama("run", "tiny", "hi").output().strip()).isEqualTo(Stack.ANSWER);
    }

    @Test
    void listsWhatIsLoaded() throws Exception {
        ollama("run", "tiny", "hi");

        assertThat(names(ollama("ps"))).contains("tiny:latest");
    }

    @Test
    void showsAModel() throws Exception {
        assertThat(ollama("show", "tiny").output())
                .containsPattern("architecture\\s+llama")
                .containsPattern("context length\\s+4096")
                .containsPattern("num_ctx\\s+2048");
    }

    @Test
    void copiesAndRemovesAModel() throws Exception {
        ollama("cp", "tiny", "tiny-copy");
        assertThat(names(ollama("list"))).contains("tiny-copy:latest");

        ollama("rm", "tiny-copy");
        assertThat(names(ollama("list"))).doesNotContain("tiny-copy:latest").contains("tiny:latest");
    }

    /** Ollama has not seen this file before, so the command uploads its three megabytes. */
    @Test
    void createsAModelFromAFile() throws Exception {
        Files.copy(Scripts.MODEL, home.resolve("tiny.gguf"));
        Files.write(home.resolve("tiny.gguf"), new byte[] {1}, StandardOpenOption.APPEND);
        Path modelfile = Files.copy(Scripts.MODEL.resolveSibling("tiny.Modelfile"), home.resolve("Modelfile"));
        try {
            ollama("create", "tiny-made", "-f", modelfile.toString());

            assertThat(ollama("run", "tiny-made", "hi").output().strip()).isEqualTo(Stack.ANSWER);
        } finally {
            ollama("rm", "tiny-made");
        }
    }

    @Test
    void saysThatAModelIsUnknown() throws Exception {
        Outcome outcome = attempt("show", "nope");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.errors()).contains("model 'nope' not found");
    }

    private Outcome ollama(String... arguments) throws IOException, InterruptedException {
        Outcome outcome = attempt(arguments);
        assertThat(outcome.code()).as(outcome.toString()).isZero();
        return outcome;
    }

    private Outcome attempt(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Scripts.ollamaProgram()));
        command.addAll(List.of(arguments));
        return Outcome.of(
                command, Map.of("OLLAMA_HOST", stack.target().getAuthority(), "HOME", home.toString()), LIMIT);
    }

    private static List<String> names(Outcome table) {
        return table.output()
                .lines()
                .skip(1)
                .map(line -> line.split("\\s+", 2)[0])
                .toList();
    }
}
