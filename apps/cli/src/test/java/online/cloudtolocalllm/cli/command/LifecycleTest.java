package online.cloudtolocalllm.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import online.cloudtolocalllm.cli.fake.ClosedPort;
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
import org.junit.jupiter.api.AfterEach;
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

    /** Where no Ollama is. */
    private final ClosedPort gone = new ClosedPort();

    @AfterEach
    void release() throws IOException {
        gone.close();
    }

    @Test
    void whatRunsIsNotStartedAgain() throws Exception {
        Scene scene = scene("exit 1");
        try (FakeDaemon daemon = Statuses.daemon(scene.locations(), Statuses.of(GATEWAY, OLLAMA))) {
            Ending ending = scene.run("start");
            assertThat(ending.exitCode()).isZero();
            assertThat(ending.out())
                    .isEqualTo("The daemon was running already: http://127.0.0.1:11435\nlocal_ollama serves.\n");
            assertThat(daemon.received()).isNotEmpty();
        }
    }

    @Test
    void aDaemonThatCannotStartSaysWhyWithItsExitCode() throws Exception {
        Ending inUse = scene("echo \"$@\"; echo '127.0.0.1:11435 is in use'; exit 5")
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
    void aTakenAddressIsToldOnceWithWhatHelps() throws Exception {
        Scene scene = scene("echo \"error: The gateway's address 127.0.0.1:1 cannot be used (Address already in use)."
                + " Stop the program that has it.\"; exit 5");
        String expected = """
            error: The gateway's address 127.0.0.1:1 cannot be used (Address already in use).
            Stop the program that has it, or choose another address: cloudtolocalllm start --gateway 127.0.0.1:PORT \
            (for this start), or gateway.address in %s.
            """.formatted(scene.locations().daemonConfig());
        for (String command : List.of("start", "restart", "up")) {
            Ending ending = nowhere(scene).run(command, "--gateway", "127.0.0.1:1", "-q");
            assertThat(ending.exitCode()).isEqualTo(5);
            assertThat(ending.err()).isEqualTo(expected);
        }
        assertThat(scene("echo 'error: The port 5 for clients cannot be used (taken). More.'; exit 5")
                        .run("start", "-q")
                        .err())
                .isEqualTo("""
                    error: The port 5 for clients cannot be used (taken).
                    Choose another port, or none: cloudtolocalllm start
                    """);
    }

    @Test
    void aSupervisedDaemonIsSupervisedAgain() throws Exception {
        Scene scene = scene("echo \"$@\"; exit 5");
        JsonObject supervised = StatusJson.write(Statuses.of(GATEWAY, OLLAMA)).with("supervised", "launcher");
        try (FakeDaemon daemon = Statuses.daemon(scene.locations(), StatusJson.read(supervised))) {
            Ending ending = scene.run("restart", "--debug");
            assertThat(ending.exitCode()).isEqualTo(5);
            assertThat(ending.err()).contains("daemon --supervised --debug");
            assertThat(daemon.received().getLast().text("command")).contains("QUIT");
        }
    }

    @Test
    void aGatewayElsewhereIsMovedOnlyByARestart() throws Exception {
        Scene scene = nowhere(scene("exit 1"));
        try (FakeDaemon daemon = Statuses.daemon(scene.locations(), Statuses.of(GATEWAY, OLLAMA))) {
            for (String command : List.of("start", "up")) {
                Ending ending = scene.run(command, "--gateway", "8080");
                assertThat(ending.exitCode()).isEqualTo(1);
                assertThat(ending.out()).isEmpty();
                assertThat(ending.err())
                        .contains("on 127.0.0.1:11435 and not on 127.0.0.1:8080", "restart --gateway 127.0.0.1:8080");
                assertThat(scene.run(command, "--gateway", "localhost:11435").exitCode())
                        .isZero();
            }
            for (String command : List.of("start", "restart", "up")) {
                Ending refused = scene.run(command, "--gateway", "foo");
                assertThat(refused.exitCode()).isEqualTo(2);
                assertThat(refused.err())
                        .contains("\"foo\" is no address of this computer", "--gateway 127.0.0.1:8080");
            }
            assertThat(daemon.received())
                    .noneMatch(request -> request.text("command", "").equals("QUIT"));
        }
    }

    @Test
    void aStartTellsWhoServesAndWhatTheDaemonNoticed() throws Exception {
        Scene scene = nowhere(scene("exit 1"));
        DaemonStatus noted = Statuses.withFailover(Statuses.of(GATEWAY, NO_OLLAMA), "a", "b", "why");
        try (FakeDaemon daemon = Statuses.daemon(scene.locations(), noted)) {
            Ending ending = scene.run("start");
            assertThat(ending.exitCode()).isZero();
            assertThat(ending.out()).isEqualTo("""
                The daemon was running already: http://127.0.0.1:11435
                No connection can serve.
                  local_ollama   down since 12:31   nothing listens on localhost:11434
                """);
            assertThat(ending.err()).isEqualTo("note: a settings file was set aside\n");
            assertThat(daemon.received()).isNotEmpty();
        }
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
        Ending again = scene.run("stop");
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
                      export OLLAMA_HOST=http://127.0.0.1:11435
                      export OPENAI_BASE_URL=http://127.0.0.1:11435/v1

                    Try:  cloudtolocalllm chat "Why is the sky blue?"
                    Stop: cloudtolocalllm stop
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
            assertThat(scene.run("up").out()).contains("has no model yet. Get one:  ollama pull llama3.2\n");
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
    private Scene nowhere(Scene scene) throws Exception {
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
