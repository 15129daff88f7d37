package online.cloudtolocalllm.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import online.cloudtolocalllm.protocol.files.Locations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Small rules: where the program is, how long to wait, how a program may call itself. */
class LauncherSearchTest {

    @TempDir
    Path folder;

    private Path program(String place) throws Exception {
        Path file = folder.resolve(place);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the file is made executable as POSIX has it")
    void theFirstPlaceThatHasItCounts() throws Exception {
        Path onPath = program("path/cloudtolocalllm");
        Map<String, String> environment = Map.of(
                "PATH",
                String.join(
                        File.pathSeparator,
                        ".",
                        "",
                        "relative",
                        folder.resolve("path").toString()),
                "HOME",
                folder.resolve("home").toString());
        Optional<Path> running = Optional.of(folder.resolve("app/chat"));
        LauncherSearch search = new LauncherSearch("", running, environment, "Linux");
        assertThat(search.find()).contains(onPath);
        Path beside = program("app/cloudtolocalllm");
        assertThat(search.find()).contains(beside);
        String missing = folder.resolve("missing").toString();
        assertThat(new LauncherSearch(missing, running, environment, "Linux").find())
                .contains(beside);
        Path told = program("told/x");
        assertThat(new LauncherSearch(told.toString(), running, environment, "Linux").find())
                .contains(told);
        Path own = program("home/.local/bin/cloudtolocalllm");
        assertThat(new LauncherSearch("", Optional.empty(), Map.of("HOME", environment.get("HOME")), "Mac OS X").find())
                .contains(own);
        Path windows = program("local/Programs/CloudToLocalLLM/cloudtolocalllm.cmd");
        Map<String, String> local =
                Map.of("LOCALAPPDATA", folder.resolve("local").toString());
        assertThat(new LauncherSearch("", Optional.empty(), local, "Windows 11").find())
                .contains(windows);
    }

    @ParameterizedTest
    @CsvSource({"1,0.5,100", "1,0,80", "1,1,120", "2,0.5,200", "6,0.5,3200", "7,0.5,5000", "1000000,1,6000", "0,0.5,100"
    })
    void theWaitDoublesUpToItsLimit(int failures, double random, long millis) {
        Backoff usual = LinkTimes.USUAL.retry();
        assertThat(usual.delay(failures, random)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "n\u00e4me", "line\n"})
    void namesOfProgramsArePlain(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> ClientOptions.of(new Locations(folder), name));
    }

    @Test
    void optionsCanBeChanged() throws Exception {
        ClientOptions options = ClientOptions.of("chat/1.0")
                .withLocations(new Locations(folder))
                .withStart(StartPolicy.NEVER)
                .withLauncher(folder);
        assertThat(options)
                .isEqualTo(
                        new ClientOptions(new Locations(folder), "chat/1.0", StartPolicy.NEVER, Optional.of(folder)));
        assertThatIllegalArgumentException().isThrownBy(() -> ClientOptions.of(new Locations(folder), "x".repeat(65)));
    }
}
