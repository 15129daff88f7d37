package online.cloudtolocalllm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.testkit.process.Command;
import online.cloudtolocalllm.testkit.process.Connections;
import online.cloudtolocalllm.testkit.process.Finished;
import online.cloudtolocalllm.testkit.process.TemporaryHome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A daemon that cannot start says why and what to do, in two sentences and an exit code, and leaves nothing behind. */
class RefusedStartTest {

    private TemporaryHome home;

    @BeforeEach
    void make() throws IOException {
        home = TemporaryHome.with(Connections.none());
    }

    @AfterEach
    void delete() throws IOException {
        home.close();
    }

    @Test
    void theGatewaysPortIsInUse() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + other.getLocalPort();
            Finished daemon = Programs.run(Programs.daemon(home).arguments(List.of("--gateway", address)));
            assertRefused(daemon, 5, address, "Stop the program that has it", "--gateway 127.0.0.1:PORT");
            assertNothingLeft();
        }
    }

    @Test
    void theGatewaysPortFromTheEnvironmentIsInUse() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + other.getLocalPort();
            List<String> words = new ArrayList<>(Programs.daemon(home).words());
            words.remove("127.0.0.1:0");
            words.remove("--gateway");
            Command command =
                    Command.of(words.toArray(String[]::new)).in(home).environment("CLOUDTOLOCALLLM_GATEWAY", address);
            assertRefused(Programs.run(command), 5, address);
        }
    }

    @Test
    void theIpcPortIsInUse() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(other.getLocalPort());
            Finished daemon = Programs.run(Programs.daemon(home).arguments(List.of("--port", port)));
            assertRefused(daemon, 5, port, "Choose another with --port");
            assertNothingLeft();
        }
    }

    private void assertNothingLeft() {
        assertThat(home.locations().trayPort()).doesNotExist();
        assertThat(home.locations().ipcAuth()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--gatway", "--port=many", "--gateway=0.0.0.0:11435", "status"})
    void wrongUsage(String argument) throws Exception {
        Finished daemon = Programs.run(Programs.daemon(home).arguments(List.of(argument)));
        assertRefused(daemon, 2, argument.replaceFirst("^.*=", ""), "daemon --help");
    }

    @Test
    void nothingTellsWhereTheHomeIs() throws Exception {
        List<String> words = new ArrayList<>(List.of("env", "-u", "HOME"));
        words.addAll(Programs.daemon(home).javaOptions(List.of("-Duser.home=?")).words());
        Finished daemon = Programs.run(Command.of(words.toArray(String[]::new)));
        assertRefused(daemon, 6, "HOME", Locations.HOME_VARIABLE);
    }

    /** Permissions do not hinder root, so these are places where nobody can make a folder. */
    @ParameterizedTest
    @ValueSource(strings = {"FILE", "FILE/below", "/proc/cloudtolocalllm", "/sys/cloudtolocalllm"})
    void theHomeCannotBeUsed(String place) throws Exception {
        Path file = Files.createFile(home.folder().resolve("a-file"));
        String folder = place.replace("FILE", file.toString());
        Finished daemon = Programs.run(Programs.daemon(home).environment(Locations.HOME_VARIABLE, folder));
        assertRefused(daemon, 6, folder, "Make it writable, or set " + Locations.HOME_VARIABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"daemon.lock", "ipc_auth.json", "tray_port"})
    void aFolderIsWhereAFileMustBe(String name) throws Exception {
        Files.createDirectories(home.folder().resolve(name).resolve("something"));
        assertRefused(Programs.run(Programs.daemon(home)), 6, name, Locations.HOME_VARIABLE);
        assertThat(home.locations().trayPort())
                .isNot(new org.assertj.core.api.Condition<>(Files::isRegularFile, "a file"));
    }

    private static void assertRefused(Finished daemon, int exitCode, String... words) {
        assertThat(daemon.exitCode()).as(daemon.errors()).isEqualTo(exitCode);
        assertThat(daemon.output()).isEmpty();
        assertThat(daemon.errors()).startsWith("error: ").contains(words).doesNotContain("Exception");
        assertThat(daemon.errorLines()).hasSizeLessThanOrEqualTo(2);
    }
}
