package online.cloudtolocalllm.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import online.cloudtolocalllm.cli.fake.Scene;
import online.cloudtolocalllm.cli.fake.Scene.Ending;
import online.cloudtolocalllm.cli.fake.Statuses;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.protocol.status.StatusJson;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusCommandTest {

    private static final DaemonStatus THREE = Statuses.withFailover(
            Statuses.of(
                    "http://127.0.0.1:11435",
                    Statuses.up("local_ollama", ConnectionKind.LOCAL_OLLAMA, "a", "b"),
                    Statuses.not("gpu_box", ConnectionKind.OLLAMA, HealthState.DOWN, "no route to 192.168.1.20"),
                    Statuses.off("cloud_proxy", ConnectionKind.CLOUD_PROXY)),
            "gpu_box",
            "local_ollama",
            "no route");

    @TempDir
    Path home;

    @Test
    void aTableWhoseFirstLineAnswers() throws Exception {
        Scene scene = new Scene(home);
        try (FakeDaemon daemon = Statuses.daemon(scene.locations(), THREE)) {
            Ending ending = scene.run("status");
            assertThat(ending.exitCode()).isZero();
            assertThat(ending.out()).isEqualTo("""
                Serving on http://127.0.0.1:11435    up 3 h 12 min    58 MB
                  NAME           STATE   LATENCY   MODELS   SINCE
                ● local_ollama   up         2 ms        2   09:30   serving
                ○ gpu_box        down          –        –   12:31   no route to 192.168.1.20
                · cloud_proxy    off           –        –   –
                Last failover 12:31: gpu_box → local_ollama (no route). 3 requests running, 412 served.
                note: a settings file was set aside
                """);
            assertThat(daemon.received()).hasSize(1);
        }
    }

    @Test
    void theWidthIsRespectedAndColourComesOnTop() throws Exception {
        Scene scene = new Scene(home).terminal(60);
        try (FakeDaemon daemon = Statuses.daemon(scene.locations(), THREE)) {
            String out = scene.run("status").out();
            assertThat(out).contains("\u001b[32m●\u001b[0m local_ollama", "\u001b[31m○\u001b[0m gpu_box", "…\n");
            assertThat(out.lines().filter(line -> line.contains("gpu_box   ")))
                    .allMatch(line -> line.replace("\u001b[31m", "")
                                    .replace("\u001b[0m", "")
                                    .length()
                            <= 60);
            assertThat(daemon.received()).hasSize(1);
        }
    }

    @Test
    void jsonIsTheSameAsOnTheWire() throws Exception {
        Scene scene = new Scene(home);
        try (FakeDaemon daemon = Statuses.daemon(scene.locations(), THREE)) {
            assertThat(StatusJson.read(
                            Json.parseObject(scene.run("status", "--json").out())))
                    .isEqualTo(THREE);
            assertThat(daemon.received()).hasSize(1);
        }
    }

    @Test
    void nothingServesIsAnExitCodeOfItsOwn() throws Exception {
        Scene scene = new Scene(home);
        DaemonStatus down = Statuses.of(
                "http://127.0.0.1:1",
                Statuses.not("a", ConnectionKind.OLLAMA, HealthState.SIGN_IN_NEEDED, "\u001b[2Jevil (401)"));
        try (FakeDaemon daemon = Statuses.daemon(scene.locations(), down)) {
            Ending ending = scene.run("status");
            assertThat(ending.exitCode()).isEqualTo(4);
            assertThat(ending.out())
                    .startsWith("No connection can serve")
                    .contains("◐ a", "sign-in needed", "(401)")
                    .doesNotContain("\u001b");
            assertThat(daemon.received()).hasSize(1);
        }
    }
}
