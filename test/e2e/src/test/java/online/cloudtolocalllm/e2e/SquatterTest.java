package online.cloudtolocalllm.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import online.cloudtolocalllm.client.DaemonException;
import online.cloudtolocalllm.client.DaemonLink;
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
            int port;
            String secret;
            try (DaemonProcess daemon = Programs.startDaemon(home)) {
                port = daemon.credentials().port();
                secret = daemon.credentials().secret();
                daemon.kill();
            }
            try (Squatter squatter = new Squatter(port)) {
                assertThatThrownBy(() -> DaemonLink.open(home.locations()))
                        .isInstanceOf(DaemonException.NotTheDaemon.class)
                        .hasMessageContaining(String.valueOf(port));
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
}
