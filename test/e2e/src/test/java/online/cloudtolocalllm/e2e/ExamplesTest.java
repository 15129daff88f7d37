package online.cloudtolocalllm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import online.cloudtolocalllm.client.ClientOptions;
import online.cloudtolocalllm.client.StartPolicy;
import online.cloudtolocalllm.client.TrayService;
import online.cloudtolocalllm.protocol.launch.Launcher;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.process.AppProcess;
import online.cloudtolocalllm.testkit.process.Command;
import online.cloudtolocalllm.testkit.process.Connections;
import online.cloudtolocalllm.testkit.process.Finished;
import online.cloudtolocalllm.testkit.upstream.Offer;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs in docs/examples compile without a warning and run, and what docs/client-library.md shows stands in them. */
class ExamplesTest {

    private static final Path DOCS = Path.of("../../docs").toAbsolutePath().normalize();
    private static final Pattern JAVA_BLOCK = Pattern.compile("(?ms)^```java\n(.*?)^```$");

    @TempDir
    static Path classes;

    private static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(DOCS.resolve("examples"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }

    @BeforeAll
    static void compile() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        List<String> options =
                List.of("-d", classes.toString(), "-cp", Programs.CLASS_PATH, "-Xlint:all,-path", "-Werror");
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(
                            said, files, null, options, null, files.getJavaFileObjectsFromPaths(examples()))
                    .call();
            assertThat(compiled).as(said.toString()).isTrue();
        }
    }

    private static Command run(Installation installation, String example) {
        return Command.java(classes + File.pathSeparator + Programs.CLASS_PATH, example)
                .javaOptions(List.of("-D" + Launcher.PROPERTY + "=" + installation.launcher()))
                .in(installation.home());
    }

    @Test
    void theTrayExampleStartsADaemonHearsTheUserAndEnds() throws Exception {
        try (Installation installation = Installation.with(Connections.none());
                AppProcess example = AppProcess.start(run(installation, "TrayExample"))) {
            example.awaitOutputLine("link: up"::equals);
            try (TrayService user =
                    TrayService.open(ClientOptions.of(installation.home().locations(), "cli/1.0.0")
                            .withStart(StartPolicy.NEVER))) {
                assertThat(user.awaitConnected(Until.LIMIT)).isTrue();
                user.showApp();
                example.awaitOutputLine("show the window"::equals);
                user.hideApp();
                example.awaitOutputLine("hide the window"::equals);
                user.openSettings();
                example.awaitOutputLine("show the settings"::equals);
                user.quitApp();
                Finished finished = example.awaitExit(Until.LIMIT);
                assertThat(finished.exitCode()).as(finished.errors()).isZero();
                assertThat(finished.errors()).isEmpty();
                assertThat(finished.outputLines()).contains("link: starting the daemon", "good-bye");
                user.stopDaemon();
            }
        }
    }

    @Test
    void theChatExampleAsksTwice() throws Exception {
        try (ScriptedUpstream ollama = ScriptedUpstream.ollama(Offer.usual());
                Installation installation = Installation.with(Connections.none().local(ollama.url()));
                AppProcess example = AppProcess.start(run(installation, "ChatExample"))) {
            // Most of it is the start of two Java machines, one after the other.
            Finished finished = example.awaitExit(Until.LIMIT.multipliedBy(4));
            assertThat(finished.errors()).isEmpty();
            assertThat(finished.outputLines())
                    .containsExactly(
                            Offer.usual().text(),
                            "answered by local_ollama",
                            Offer.usual().text());
        }
    }

    @Test
    void whatTheDocumentShowsStandsInTheExamples() throws IOException {
        List<String> sources = new ArrayList<>();
        for (Path example : examples()) {
            sources.add(inOneLine(Files.readString(example)));
        }
        List<String> blocks = JAVA_BLOCK
                .matcher(Files.readString(DOCS.resolve("client-library.md")))
                .results()
                .map(block -> inOneLine(block.group(1)))
                .toList();
        assertThat(blocks).isNotEmpty();
        assertThat(blocks).allSatisfy(block -> assertThat(sources)
                .as("a block that stands in none of docs/examples")
                .anyMatch(source -> source.contains(block)));
    }

    private static String inOneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
