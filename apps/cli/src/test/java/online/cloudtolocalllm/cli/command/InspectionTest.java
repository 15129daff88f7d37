package online.cloudtolocalllm.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import online.cloudtolocalllm.cli.fake.Scene;
import online.cloudtolocalllm.cli.fake.Scene.Ending;
import online.cloudtolocalllm.cli.fake.Statuses;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.protocol.status.StatusJson;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands models, test, version and logs. */
class InspectionTest {

    private static final DaemonStatus TWO = Statuses.of(
            "http://127.0.0.1:11435",
            Statuses.up("local_ollama", ConnectionKind.LOCAL_OLLAMA, "llama3.2", "tiny"),
            Statuses.up("gpu_box", ConnectionKind.OLLAMA, "tiny"));

    private static final String ADVICE = ",\"advice\":\"Is Ollama running? Start it with \\\"ollama serve\\\".\"";

    @TempDir
    Path home;

    @Test
    void modelsAreListedWithWhoServesThem() throws Exception {
        Scene scene = new Scene(home);
        try (FakeDaemon daemon = Statuses.daemon(scene.locations(), TWO)) {
            assertThat(scene.run("models").out()).isEqualTo("""
                2 models through 2 connections
                  MODEL      CONNECTIONS
                ● llama3.2   local_ollama
                ● tiny       local_ollama, gpu_box
                """);
            assertThat(scene.run("models", "--json").out().strip())
                    .isEqualTo("{\"models\":["
                            + "{\"name\":\"llama3.2\",\"connections\":[\"local_ollama\"],\"serves\":true},"
                            + "{\"name\":\"tiny\",\"connections\":[\"local_ollama\",\"gpu_box\"],\"serves\":true}]}");
            assertThat(daemon.received()).hasSize(2);
        }
    }

    @Test
    void noModelIsAnAnswer() throws Exception {
        Scene scene = new Scene(home);
        try (FakeDaemon daemon = Statuses.daemon(
                scene.locations(),
                Statuses.of("http://x:1", Statuses.not("a", ConnectionKind.OLLAMA, HealthState.DOWN, "gone")))) {
            Ending ending = scene.run("models");
            assertThat(ending.exitCode()).isZero();
            assertThat(ending.out()).isEqualTo("No connection has a model.\n");
            assertThat(ending.err()).contains("ollama pull");
            assertThat(scene.run("models", "--quiet").err()).isEmpty();
            assertThat(scene.run("models", "--json").out()).isEqualTo("{\"models\":[]}\n");
            assertThat(daemon.received()).hasSize(3);
        }
    }

    @Test
    void connectionsAreTriedStepByStep() throws Exception {
        Scene scene = new Scene(home);
        try (FakeDaemon daemon = tester(scene)) {
            Ending one = scene.run("test", "gpu_box");
            assertThat(one.exitCode()).isZero();
            assertThat(one.out()).isEqualTo("""
                gpu_box   works
                  ✓ connect     0.5 ms   127.0.0.1:1
                """);
            Ending all = scene.run("test");
            assertThat(all.exitCode()).isEqualTo(1);
            assertThat(all.out()).contains("local_ollama   does not work", "✗ connect", "refused", "gpu_box   works");
            assertThat(all.err()).isEqualTo("""
                error: local_ollama did not pass the test.
                Is Ollama running? Start it with "ollama serve".
                """);
            assertThat(Json.parseObject(scene.run("test", "--json", "gpu_box").out())
                            .flag("ok", false))
                    .isTrue();
            Ending unknown = scene.run("test", "gpubox");
            assertThat(unknown.exitCode()).isEqualTo(2);
            assertThat(unknown.err()).contains("no connection \"gpubox\"", "local_ollama, gpu_box");
            assertThat(daemon.received()).isNotEmpty();
        }
    }

    @Test
    void aDaemonThatLeavesInBetweenIsTold() throws Exception {
        Scene scene = new Scene(home);
        try (FakeDaemon daemon = new FakeDaemon(
                scene.locations(), FakeDaemon.Manners.GOOD, request -> Optional.of(JsonObject.of("close", true)))) {
            Ending ending = scene.run("status");
            assertThat(ending.exitCode()).isEqualTo(1);
            assertThat(ending.err()).contains("link to the daemon was lost", "cloudtolocalllm logs");
            assertThat(daemon.received()).hasSize(1);
        }
    }

    private static FakeDaemon tester(Scene scene) throws Exception {
        return new FakeDaemon(scene.locations(), FakeDaemon.Manners.GOOD, request -> {
            if (request.text("command", "").equals("GET_CONNECTION_STATUS")) {
                return Optional.of(JsonObject.of("snapshot", StatusJson.write(TWO)));
            }
            return switch (request.text("connection", "")) {
                case "gpu_box" -> Optional.of(JsonObject.of("result", result("gpu_box", true, "127.0.0.1:1")));
                case "local_ollama" -> Optional.of(JsonObject.of("result", result("local_ollama", false, "refused")));
                default -> Optional.of(JsonObject.of("error", "no such", "code", "unknown_connection"));
            };
        });
    }

    private static JsonObject result(String name, boolean ok, String detail) {
        try {
            return Json.parseObject("{\"connection\":\"" + name + "\",\"ok\":" + ok
                    + ",\"steps\":[{\"step\":\"connect\",\"ok\":" + ok + ",\"ms\":0.5,\"detail\":\"" + detail
                    + "\"}]" + (ok ? "" : ADVICE) + "}");
        } catch (MalformedJsonException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theVersionNeedsNothing() throws Exception {
        assertThat(new Scene(home).run("version").out())
                .startsWith("cloudtolocalllm 0.1.0 (Java ")
                .endsWith("daemon not running\n");
        Ending homeless = new Scene(home).without("CLOUDTOLOCALLLM_HOME").run("version", "--json");
        assertThat(homeless.exitCode()).isZero();
        assertThat(Json.parseObject(homeless.out()).text("version")).contains("0.1.0");
        Scene scene = new Scene(home);
        try (FakeDaemon daemon = Statuses.daemon(scene.locations(), TWO)) {
            assertThat(scene.run("version").out()).endsWith("daemon 0.1.0, running\n");
            assertThat(daemon.received()).hasSize(1);
        }
    }

    @Test
    void theEndOfTheLogIsShown() throws Exception {
        Scene scene = new Scene(home);
        Ending none = scene.run("logs");
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.err()).contains("no log yet", "cloudtolocalllm up");
        Files.writeString(scene.locations().console(), "could not even log\n");
        assertThat(scene.run("logs").out()).isEqualTo("could not even log\n");
        Files.writeString(scene.locations().log(), "one\ntwo\nthree\n");
        assertThat(scene.run("logs", "-n", "2").out()).isEqualTo("two\nthree\n");
        assertThat(scene.run("logs", "-n", "0").out()).isEmpty();
    }

    @Test
    void theLogIsFollowedThroughRotation() throws Exception {
        Scene scene = new Scene(home);
        Path log = scene.locations().log();
        Files.writeString(log, "old\n");
        AtomicInteger looks = new AtomicInteger();
        scene.pause(time -> {
            try {
                switch (looks.incrementAndGet()) {
                    case 1 -> Files.writeString(log, "more\nhalf", StandardOpenOption.APPEND);
                    case 2 -> Files.writeString(log, " line\n", StandardOpenOption.APPEND);
                    case 3 -> {
                        Files.move(log, home.resolve("tray.log.1"));
                        Files.writeString(log, "new file, longer than the old one was\n");
                    }
                    case 4 -> Files.delete(log);
                    default -> throw new InterruptedException();
                }
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        Ending ending = scene.run("logs", "--follow");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(ending.exitCode()).isEqualTo(130);
        assertThat(ending.out()).isEqualTo("old\nmore\nhalf line\nnew file, longer than the old one was\n");
    }
}
