package online.cloudtolocalllm.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import online.cloudtolocalllm.cli.fake.FakeServer;
import online.cloudtolocalllm.cli.fake.Scene;
import online.cloudtolocalllm.cli.fake.Scene.Ending;
import online.cloudtolocalllm.cli.fake.Statuses;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.protocol.status.StatusJson;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon.Manners;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The commands start, stop, restart and up. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launchers of this test are shell scripts")
class LifecycleTest {

    private static final String GATEWAY = "http://127.0.0.1:11435";
    private static final ConnectionStatus OLLAMA = Statuses.up("local_ollama", ConnectionKind.LOCAL_OLLAMA, "llama3.2");
    private static final ConnectionStatus NO_OLLAMA = Statuses.not(
            "local_ollama", ConnectionKind.LOCAL_OLLAMA, HealthState.DOWN, "nothing listens on localhost:11434");

    @TempDir
    Path folder;

    @Test
    void whatRunsIsNotStartedAgain() throws Exception {
        Scene scene = scene("exit 1");
        try (FakeDaemon daemon = Statuses.daemon(scene.locations(), Statuses.of(GATEWAY, OLLAMA))) {
            Ending ending = scene.run("start");
            assertThat(ending.exitCode()).isZero();
            assertThat(ending.out()).isEqualTo("The daemon was running already: http://127.0.0.1:11435\n");
            assertThat(daemon.received()).isNotEmpty();
        }
    }

    @Test
    void aDaemonThatCannotStartSaysWhyWithItsExitCode() throws Exception {
        Ending inUse = scene("echo \"$@\"; echo 'error: 127.0.0.1:11435 is in use'; exit 5")
                .run("start", "--port", "0", "--gateway", "127.0.0.1:1", "--no-tray", "--debug");
        assertThat(inUse.exitCode()).isEqualTo(5);
        assertThat(inUse.out()).isEmpty();
        assertThat(inUse.err())
                .contains(
                        "daemon --port 0 --gateway 127.0.0.1:1 --no-tray --debug",
                        "is in use",
                        "\"cloudtolocalllm daemon\"");
        assertThat(scene("exit 6").run("restart").exitCode()).isEqualTo(6);
        assertThat(scene("exit 99").run("up").exitCode()).isEqualTo(1);
    }

    @Test
    void withoutALauncherOrAFolderNothingStarts() throws Exception {
        Ending lost = new Scene(folder.resolve("home")).run("start");
        assertThat(lost.exitCode()).isEqualTo(1);
        assertThat(lost.err()).contains("launcher", "cloudtolocalllm up");
        Files.writeString(folder.resolve("home"), "a file");
        Ending blocked = scene("exit 0").run("start");
        assertThat(blocked.exitCode()).isEqualTo(6);
        assertThat(blocked.err()).contains("cannot be used", "CLOUDTOLOCALLLM_HOME=");
    }

    @Test
    void stoppingWaitsUntilItIsGoneAndIsFineTwice() throws Exception {
        Scene scene = scene("exit 1");
        try (FakeDaemon daemon = Statuses.daemon(scene.locations(), Statuses.of(GATEWAY, OLLAMA))) {
            assertThat(scene.run("stop").out()).isEqualTo("The daemon has stopped.\n");
            assertThat(daemon.received().getLast().text("command")).contains("QUIT");
        }
        Ending again = scene.run("stop", "--quiet");
        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).isEqualTo("The daemon was not running.\n");
        assertThat(again.err()).isEmpty();
    }

    @Test
    void upStartsTheDaemonAndShowsTheAddress() throws Exception {
        Path sign = folder.resolve("sign");
        assertThat(new ProcessBuilder("mkfifo", sign.toString()).start().waitFor())
                .isZero();
        Scene scene = nowhere(scene("echo \"$@\" > '" + sign + "'"));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Ending> ending = threads.submit(() -> scene.run("up"));
            assertThat(Files.readString(sign)).isEqualTo("daemon\n");
            try (FakeDaemon daemon = Statuses.daemon(scene.locations(), Statuses.of(GATEWAY, OLLAMA))) {
                assertThat(ending.get(20, TimeUnit.SECONDS).out()).isEqualTo("""
                    Serving on http://127.0.0.1:11435
                      NAME           STATE   LATENCY   MODELS   SINCE
                    ● local_ollama   up         2 ms        1   09:30   serving

                    In other tools:
                      OLLAMA_HOST=http://127.0.0.1:11435
                      OPENAI_BASE_URL=http://127.0.0.1:11435/v1

                    Try:  cloudtolocalllm chat "Why is the sky blue?"
                    """);
                assertThat(ending.get().err()).isEqualTo("Starting the daemon …\n");
                assertThat(scene.run("up").exitCode()).isZero();
                assertThat(daemon.received()).isNotEmpty();
            }
        }
    }

    @Test
    void anOllamaWithoutModelsIsTold() throws Exception {
        Scene scene = scene("exit 1");
        ConnectionStatus empty = Statuses.up("local_ollama", ConnectionKind.LOCAL_OLLAMA);
        try (FakeDaemon daemon = Statuses.daemon(scene.locations(), Statuses.of(GATEWAY, empty))) {
            assertThat(scene.run("up").out()).endsWith("has no model yet. Get one:  ollama pull llama3.2\n");
            assertThat(daemon.received()).isNotEmpty();
        }
    }

    @Test
    void whereNothingServesTheDemonstrationDoesUnlessRefused() throws Exception {
        Scene scene = nowhere(scene("exit 1"));
        DaemonStatus without = Statuses.of(GATEWAY, NO_OLLAMA, Statuses.off("cloud_proxy", ConnectionKind.CLOUD_PROXY));
        DaemonStatus with = Statuses.of(GATEWAY, NO_OLLAMA, Statuses.up("demo", ConnectionKind.DEMO, "demo"));
        AtomicBoolean demo = new AtomicBoolean();
        try (FakeDaemon daemon = new FakeDaemon(scene.locations(), Manners.GOOD, request -> {
            boolean starts = request.text("command", "").equals("START_DEMO");
            demo.compareAndSet(false, starts);
            return Optional.of(
                    starts
                            ? JsonObject.of("ok", true, "address", "http://127.0.0.1:1")
                            : JsonObject.of("snapshot", StatusJson.write(demo.get() ? with : without)));
        })) {
            Ending refused = scene.run("up", "--no-demo");
            assertThat(refused.exitCode()).isEqualTo(4);
            assertThat(refused.err())
                    .contains("no connection can serve", "ollama.com/download", "\"cloudtolocalllm up\"");
            Ending served = scene.run("up");
            assertThat(served.exitCode()).isZero();
            assertThat(served.err())
                    .contains("No Ollama answers on 127.0.0.1:", "ollama pull llama3.2", "demonstration answers");
            assertThat(served.out()).contains("● demo", "serving", "OPENAI_BASE_URL=");
            Ending again = scene.run("up");
            assertThat(again.exitCode()).isZero();
            assertThat(again.err()).contains("No Ollama answers on 127.0.0.1:");
            assertThat(scene.run("up", "--no-demo").exitCode()).isEqualTo(4);
            assertThat(daemon.received())
                    .filteredOn(request -> request.text("command", "").equals("START_DEMO"))
                    .hasSize(1);
        }
    }

    @Test
    void aDaemonThatCannotStartTheDemonstrationIsTold() throws Exception {
        Scene scene = nowhere(scene("exit 1"));
        try (FakeDaemon daemon = Statuses.daemon(scene.locations(), Statuses.of(GATEWAY, NO_OLLAMA))) {
            Ending ending = scene.run("up");
            assertThat(ending.exitCode()).isEqualTo(1);
            assertThat(ending.err()).contains("unknown command", "cloudtolocalllm status");
            assertThat(daemon.received()).isNotEmpty();
        }
    }

    @Test
    void anOllamaElsewhereOnThisComputerIsUsedFromTheFirstStartOn() throws Exception {
        try (FakeServer ollama = new FakeServer(request -> FakeServer.plain(200, "{\"version\":\"0.17.4\"}"))) {
            Scene scene = scene("cat \"$CLOUDTOLOCALLLM_HOME/connection_config.json\"; exit 1")
                    .with("OLLAMA_HOST", ollama.address().toString());
            Ending first = scene.run("up");
            assertThat(first.err())
                    .contains("Found Ollama 0.17.4 on " + ollama.address(), "the connection local_ollama uses it");
            assertThat(scene.locations().connectionConfig())
                    .content()
                    .contains("\"api_base_url\" : \"http://" + ollama.address() + "\"");
            Files.writeString(scene.locations().connectionConfig(), "{}");
            assertThat(scene.run("up").err()).contains("To use it, change \"api_base_url\"");
            assertThat(scene.locations().connectionConfig()).hasContent("{}");
        }
    }

    /** Keeps a search away from an Ollama that runs on the machine of the test. */
    private static Scene nowhere(Scene scene) throws Exception {
        FakeServer gone = new FakeServer(request -> "");
        gone.close();
        Files.createDirectories(scene.locations().home());
        Files.writeString(
                scene.locations().connectionConfig(),
                "{\"local_ollama\":{\"api_base_url\":\"http://" + gone.address() + "\"}}");
        return scene;
    }

    private Scene scene(String script) throws Exception {
        Path launcher = folder.resolve("a launcher");
        Files.writeString(launcher, "#!/bin/sh\n" + script + "\n");
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
        return new Scene(folder.resolve("home")).with("PATH", "/usr/bin:/bin").launcher(launcher);
    }
}
