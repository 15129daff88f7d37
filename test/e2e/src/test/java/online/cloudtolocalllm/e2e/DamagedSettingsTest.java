package online.cloudtolocalllm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import online.cloudtolocalllm.client.DaemonLink;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.process.Connections;
import online.cloudtolocalllm.testkit.process.DaemonProcess;
import online.cloudtolocalllm.testkit.process.TemporaryHome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is in its files, the daemon serves, says what is wrong and loses nothing. */
class DamagedSettingsTest {

    private TemporaryHome home;

    @BeforeEach
    void make() throws IOException {
        home = TemporaryHome.create();
    }

    @AfterEach
    void delete() throws IOException {
        home.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"local_ollama\": {\"port\": 114", "[1]", "\u0000\u0001ÿ"})
    void malformedSettingsAreKeptAsideAndTold(String content) throws Exception {
        Files.writeString(home.locations().connectionConfig(), content);
        Files.writeString(home.locations().daemonConfig(), content);
        try (DaemonProcess daemon = Programs.startDaemon(home)) {
            assertThat(daemon.url()).isNotEmpty();
            for (Path file : List.of(
                    home.locations().connectionConfig(), home.locations().daemonConfig())) {
                String name = file.getFileName().toString();
                Path aside = onlyFile(name + ".corrupt-");
                assertThat(aside).hasContent(content);
                assertThat(status().notices()).anySatisfy(notice -> assertThat(notice)
                        .startsWith(name + " ")
                        .contains(aside.getFileName().toString()));
            }
            assertThat(status().snapshot().connections())
                    .extracting(connection -> connection.id().name())
                    .containsExactly(Gateway.LOCAL, Gateway.CLOUD);
        }
    }

    @Test
    void theLastGoodSettingsAreUsedWhenTheFileIsCut() throws Exception {
        Connections good = Connections.none().other("gpu_box", "ollama", "http://127.0.0.1:9", 15);
        home.write(good);
        try (DaemonProcess first = Programs.startDaemon(home)) {
            assertThat(Gateway.of(first).status().notices()).isEmpty();
            first.stop();
        }
        byte[] whole = good.text().getBytes(StandardCharsets.UTF_8);
        Files.write(home.locations().connectionConfig(), Arrays.copyOf(whole, whole.length / 2));
        try (DaemonProcess second = Programs.startDaemon(home)) {
            assertThat(Gateway.of(second).status().snapshot().connections())
                    .extracting(connection -> connection.id().name())
                    .contains("gpu_box");
            assertThat(home.locations().connectionConfig()).hasContent(good.text());
        }
    }

    @Test
    void foldersWhereSettingsMustBe() throws Exception {
        Files.createDirectory(home.locations().connectionConfig());
        Files.createDirectory(home.locations().daemonConfig());
        try (DaemonProcess daemon = Programs.startDaemon(home)) {
            assertThat(daemon.url()).isNotEmpty();
            assertThat(status().notices())
                    .anySatisfy(notice -> assertThat(notice).startsWith("connection_config.json "))
                    .anySatisfy(notice -> assertThat(notice).startsWith("daemon_config.json "));
        }
    }

    @Test
    void withoutAWritableLogItServesAllTheSame() throws Exception {
        home.write(Connections.none());
        Files.createDirectory(home.locations().log());
        try (DaemonProcess daemon = Programs.startDaemon(home)) {
            assertThat(Until.holds(Until.LIMIT, () -> daemon.process().errorLines().stream()
                            .anyMatch(line -> line.contains("tray.log"))))
                    .isTrue();
            assertThat(Gateway.of(daemon).status().pid())
                    .isEqualTo(daemon.process().pid());
            assertThat(daemon.stop().exitCode()).isZero();
        }
    }

    private Path onlyFile(String prefix) throws IOException {
        try (Stream<Path> files = Files.list(home.folder())) {
            List<Path> found = files.filter(
                            file -> file.getFileName().toString().startsWith(prefix))
                    .toList();
            assertThat(found).hasSize(1);
            return found.getFirst();
        }
    }

    /** Over IPC: where the daemon's own rules cannot be read, the gateway answers nobody without a key. */
    private DaemonStatus status() throws Exception {
        try (DaemonLink link = DaemonLink.open(home.locations())) {
            return link.status();
        }
    }
}
