package online.cloudtolocalllm.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import online.cloudtolocalllm.client.DaemonException;
import online.cloudtolocalllm.client.DaemonLink;
import online.cloudtolocalllm.protocol.files.OwnerOnlyFiles;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.process.Connections;
import online.cloudtolocalllm.testkit.process.DaemonProcess;
import online.cloudtolocalllm.testkit.process.Finished;
import online.cloudtolocalllm.testkit.process.TemporaryHome;
import org.junit.jupiter.api.Test;

/** After a crash the daemon's files name a port that anybody can take. Whoever does learns nothing. */
class SquatterTest {

    private static final String TOKEN = "sk-very-secret-token";

    @Test
    void whoTakesTheStalePortHearsHelloAndNothingElse() throws Exception {
        try (TemporaryHome home = TemporaryHome.with(Connections.none())) {
            String secret;
            try (DaemonProcess daemon = Programs.startDaemon(home)) {
                secret = daemon.credentials().secret();
                daemon.kill();
            }
            try (Squatter squatter = new Squatter()) {
                haveDied(home, squatter.port());
                assertThatThrownBy(() -> DaemonLink.open(home.locations()))
                        .isInstanceOf(DaemonException.NotTheDaemon.class)
                        .hasMessageContaining(String.valueOf(squatter.port()));
                for (List<String> arguments : List.of(
                        List.of("status"),
                        List.of("test", "local_ollama"),
                        List.of("token", "set", "cloud_proxy"),
                        List.of("stop"))) {
                    Finished finished = Programs.run(
                            Programs.cli(home, arguments.toArray(String[]::new)).input(TOKEN + "\n"));
                    assertThat(finished.output() + finished.errors())
                            .as("%s", arguments)
                            .doesNotContain(TOKEN, secret, "squatter");
                }
                assertThat(squatter.heard()).hasSizeGreaterThanOrEqualTo(4).allSatisfy(line -> {
                    JsonObject hello = Json.parseObject(line);
                    assertThat(hello.fields().keySet()).containsExactlyInAnyOrder("command", "v", "client", "nonce");
                    assertThat(hello.text("command")).contains("HELLO");
                    assertThat(line).doesNotContain(TOKEN, secret);
                });
            }
        }
    }

    /** The daemon's files name this port: the one that it had may be taken by anybody as soon as it is free. */
    private static void haveDied(TemporaryHome home, int port) throws IOException {
        JsonObject left = Json.parseObject(Files.readAllBytes(home.locations().ipcAuth()));
        OwnerOnlyFiles.replace(
                home.locations().ipcAuth(), left.with("port", port).toJson());
        OwnerOnlyFiles.replace(home.locations().trayPort(), String.valueOf(port));
    }
}
