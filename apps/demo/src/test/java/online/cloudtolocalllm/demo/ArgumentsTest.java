package online.cloudtolocalllm.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {

    @TempDir
    private Path folder;

    @Test
    void hasDefaults() {
        DemoSettings settings = settings();
        assertThat(settings.port()).isZero();
        assertThat(settings.cloud()).isEmpty();
        assertThat(settings.name()).isEqualTo("demo");
        assertThat(settings.tokensPerSecond()).isEqualTo(25);
        assertThat(settings.untilStdinCloses()).isFalse();
    }

    @Test
    void readsEverything() throws IOException {
        String file = Files.writeString(folder.resolve("token"), "secret").toString();
        DemoSettings settings = settings(
                "--port",
                "8080",
                "--cloud",
                "--token-file=" + file,
                "--name",
                "Büro 2",
                "--tokens-per-second=0.5",
                "--until-stdin-closes");
        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.cloud()).isPresent();
        assertThat(settings.name()).isEqualTo("Büro 2");
        assertThat(settings.tokensPerSecond()).isEqualTo(0.5);
        assertThat(settings.untilStdinCloses()).isTrue();
        assertThat(settings.toString()).doesNotContain("secret");
        assertThat(settings("--cloud", "--token-file", file).name()).isEqualTo("demo cloud");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "serve",
                "--prot 1",
                "--port",
                "--port 65536",
                "--port -1",
                "--port=",
                "--port 1 --port 2",
                "--cloud",
                "--cloud=yes",
                "--token-file x",
                "--tokens-per-second 0",
                "--tokens-per-second NaN",
                "--tokens-per-second 10001",
                "--name=",
                "--name \u001b[31m",
                "--cloud --token-file /does/not/exist",
                "--cloud --token-file /",
                "--cloud --token-file \0"
            })
    void refusesTheRestInASentence(String line) {
        assertThat(Arguments.parse(line.split(" ", -1)))
                .isInstanceOfSatisfying(
                        Arguments.Wrong.class, wrong -> assertThat(wrong.why()).endsWith("."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "two words", "zwölf", "a\nb"})
    void refusesATokenFileWithoutAToken(String content) throws IOException {
        String file = Files.writeString(folder.resolve("token"), content).toString();
        assertThat(Arguments.parse("--cloud", "--token-file", file)).isInstanceOf(Arguments.Wrong.class);
    }

    @Test
    void refusesAHugeTokenFile() throws IOException {
        String file =
                Files.writeString(folder.resolve("token"), "x".repeat(100_000)).toString();
        assertThat(Arguments.parse("--cloud", "--token-file", file)).isInstanceOf(Arguments.Wrong.class);
    }

    @Test
    void helpComesBeforeEverything() {
        assertThat(Arguments.parse("--port", "1", "--help")).isEqualTo(new Arguments.Help());
    }

    private static DemoSettings settings(String... args) {
        return ((Arguments.Serve) Arguments.parse(args)).settings();
    }
}
