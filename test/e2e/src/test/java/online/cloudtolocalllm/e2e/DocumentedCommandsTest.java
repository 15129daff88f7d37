package online.cloudtolocalllm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.launch.Launcher;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.testkit.ipc.RawIpc;
import online.cloudtolocalllm.testkit.process.Connections;
import online.cloudtolocalllm.testkit.process.DaemonProcess;
import online.cloudtolocalllm.testkit.process.TemporaryHome;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Replays the examples of {@code docs/protocol.md} that are marked {@code ipc-daemon}, in their order, against one real daemon. It
 * has a {@code local_ollama} that is up, and {@code cloud_proxy}, {@code gpu_box} and {@code router}, which are switched off. Each
 * {@code C} gets the {@code S} that follows it; what {@code …} stands for there, {@link DocumentedJson} says.
 */
class DocumentedCommandsTest {

    private static final Path DOCUMENT = Path.of("../../docs/protocol.md");

    private static ScriptedUpstream upstream;
    private static TemporaryHome home;
    private static DaemonProcess daemon;

    private record Example(int line, List<String> turns) {}

    @BeforeAll
    static void start() throws Exception {
        upstream = ScriptedUpstream.ollama();
        home = TemporaryHome.with(Connections.none()
                .local(upstream.url())
                .other("gpu_box", "ollama", "http://127.0.0.1:9", 15)
                .set("gpu_box", "enabled", false)
                .other("router", "openai", "https://127.0.0.1:9/v1", 30)
                .set("router", "enabled", false));
        // What AUTOSTART writes is this test's own.
        Path launcher = Files.createFile(
                home.folder().resolve("cloudtolocalllm"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        daemon = DaemonProcess.start(
                Programs.daemon(home)
                        .javaOptions(List.of("-D" + Launcher.PROPERTY + "=" + launcher))
                        .environment("HOME", home.folder().toString())
                        .environment(
                                "XDG_CONFIG_HOME",
                                home.folder().resolve(".config").toString())
                        .environment(
                                "XDG_CONFIG_DIRS", home.folder().resolve("etc").toString()),
                home);
        Gateway.of(daemon).await("the models are known", status -> status.snapshot()
                .connection(new ConnectionId(Gateway.LOCAL))
                .orElseThrow()
                .modelsKnown());
    }

    @AfterAll
    static void stop() throws IOException {
        daemon.close();
        upstream.close();
        home.close();
    }

    @TestFactory
    Stream<DynamicTest> everyExampleIsTrue() throws IOException {
        List<Example> examples = examples();
        assertThat(examples).hasSizeGreaterThan(5);
        return examples.stream()
                .map(example -> DynamicTest.dynamicTest("line " + example.line(), () -> replay(example)));
    }

    private static List<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        List<String> turns = null;
        int number = 0;
        for (String line : Files.readAllLines(DOCUMENT)) {
            number++;
            if (turns == null) {
                if (line.equals("```ipc-daemon")) {
                    turns = new ArrayList<>();
                    examples.add(new Example(number, turns));
                }
            } else if (line.equals("```")) {
                turns = null;
            } else if (line.startsWith(" ")) {
                turns.add(turns.removeLast() + line.strip());
            } else {
                turns.add(line);
            }
        }
        return examples;
    }

    private static void replay(Example example) throws IOException {
        try (RawIpc client = RawIpc.authenticated(daemon.credentials())) {
            for (String turn : example.turns()) {
                String text = turn.substring(1).strip();
                if (turn.startsWith("C")) {
                    client.send(text);
                } else {
                    JsonObject said = client.read();
                    assertThat(DocumentedJson.matches(Json.parseObject(text), said))
                            .as("documented: %s%nreally: %s", text, said.toJson())
                            .isTrue();
                }
            }
        }
    }
}
