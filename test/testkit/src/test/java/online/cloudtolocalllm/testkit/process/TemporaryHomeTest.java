package online.cloudtolocalllm.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import org.junit.jupiter.api.Test;

class TemporaryHomeTest {

    @Test
    void isOnlyForItsOwnerAndGoesAway() throws Exception {
        Path folder;
        try (TemporaryHome home = TemporaryHome.create()) {
            folder = home.folder();
            assertThat(Files.getPosixFilePermissions(folder)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
            assertThat(home.environment()).containsEntry("CLOUDTOLOCALLLM_HOME", folder.toString());
            Files.createDirectories(folder.resolve("a/b"));
            Files.writeString(folder.resolve("a/b/c"), "x");
            Files.createSymbolicLink(folder.resolve("loop"), folder);
            Files.setPosixFilePermissions(folder.resolve("a"), PosixFilePermissions.fromString("r-x------"));
        }
        assertThat(folder).doesNotExist();
    }

    @Test
    void writesConnections() throws Exception {
        Connections connections = Connections.none()
                .local("http://127.0.0.1:4711")
                .cloud("http://127.0.0.1:4712", "secret", true)
                .other("box", "ollama", "http://127.0.0.1:4713", 15)
                .set("box", "failover", false);
        try (TemporaryHome home = TemporaryHome.with(connections)) {
            JsonObject written =
                    Json.parseObject(Files.readAllBytes(home.locations().connectionConfig()));
            assertThat(written.object("local_ollama").integer("port")).hasValue(4711);
            assertThat(written.object("local_ollama").flag("enabled", false)).isTrue();
            assertThat(written.object("cloud_proxy").text("auth_token")).contains("secret");
            assertThat(written.object("box").integer("priority")).hasValue(15);
            assertThat(written.object("box").flag("failover", true)).isFalse();
        }
    }

    @Test
    void nothingIsSwitchedOnAtFirst() {
        JsonObject json = Connections.none().json();
        assertThat(json.object("local_ollama").flag("enabled", true)).isFalse();
        assertThat(json.object("cloud_proxy").flag("enabled", true)).isFalse();
    }
}
