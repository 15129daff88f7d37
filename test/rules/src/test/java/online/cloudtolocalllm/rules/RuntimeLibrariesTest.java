package online.cloudtolocalllm.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is shipped with each application is written down, so that a new library is seen by whoever reads the change. */
class RuntimeLibrariesTest {

    private static final Path LISTS = SourceTree.ROOT.resolve("test/rules/src/test/resources/runtime-libraries");

    /** What ends the names of jars with native libraries, which Maven chooses for the computer that builds. */
    private static final Pattern PLATFORM = Pattern.compile("-(linux|mac|win)(-aarch64)?\\.jar$");

    static Stream<String> apps() throws IOException {
        return SourceTree.modules("apps").stream()
                .map(module -> module.getFileName().toString());
    }

    @ParameterizedTest
    @MethodSource("apps")
    void areExactlyTheListedOnes(String app) throws IOException {
        Path runtime = SourceTree.ROOT.resolve("apps/" + app + "/target/runtime");
        assertThat(runtime)
                .as("the libraries are gathered when the module is packaged: run mvn verify")
                .isDirectory();
        List<String> jars;
        try (Stream<Path> files = Files.list(runtime)) {
            jars = files.map(file ->
                            PLATFORM.matcher(file.getFileName().toString()).replaceFirst("-PLATFORM.jar"))
                    .sorted()
                    .toList();
        }
        Path list = LISTS.resolve(app + ".txt");
        assertThat(list).as("the committed list of %s's libraries", app).isRegularFile();
        assertThat(jars)
                .as(
                        "the libraries of %1$s; if the change is meant, run: mvn clean, mvn verify, then ls"
                                + " apps/%1$s/target/runtime > %2$s (with PLATFORM for linux, mac or win)",
                        app, SourceTree.name(list))
                .containsExactlyInAnyOrderElementsOf(Files.readAllLines(list));
    }
}
