package online.cloudtolocalllm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import online.cloudtolocalllm.client.DaemonLink;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.process.AppProcess;
import online.cloudtolocalllm.testkit.process.Command;
import online.cloudtolocalllm.testkit.process.Connections;
import online.cloudtolocalllm.testkit.process.DaemonProcess;
import online.cloudtolocalllm.testkit.process.Finished;
import online.cloudtolocalllm.testkit.process.TemporaryHome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The folder of the daemon: what is in it while it runs and afterwards, and that one daemon has it. */
class DaemonFilesTest {

    /** How long it would wait for requests that are under way. */
    private static final Duration DRAIN = Duration.ofSeconds(10);
    /** Ten Java machines that start at once on one busy processor. */
    private static final Duration TEN_STARTS = Until.LIMIT.multipliedBy(5);

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
    void everythingIsTheOwnersOnlyWhateverTheUmask() throws Exception {
        Path outer = home.folder().resolve("new");
        TemporaryHome inner = new TemporaryHome(new Locations(outer.resolve("inner")));
        List<String> words = new ArrayList<>(List.of("sh", "-c", "umask 000; exec \"$@\"", "sh"));
        words.addAll(Programs.daemon(inner).words());
        Command open = Command.of(words.toArray(String[]::new)).in(inner);
        try (DaemonProcess daemon = DaemonProcess.start(open, inner)) {
            assertThat(permissions(outer)).isEqualTo("rwx------");
            assertThat(permissions(inner.folder())).isEqualTo("rwx------");
            assertThat(Until.holds(
                            Until.LIMIT, () -> Files.exists(inner.locations().log())))
                    .as("what is written beside all else")
                    .isTrue();
            Map<String, String> files = new TreeMap<>();
            for (Path file : list(inner.folder())) {
                files.put(file.getFileName().toString(), permissions(file));
            }
            assertThat(files)
                    .containsKeys("tray_port", "ipc_auth.json", "connection_config.json", "tray.log", "daemon.lock");
            assertThat(files.values()).containsOnly("rw-------");

            assertThat(Files.readString(inner.locations().trayPort()))
                    .isEqualTo(String.valueOf(daemon.ipc().port()));
            JsonObject auth =
                    Json.parseObject(Files.readAllBytes(inner.locations().ipcAuth()));
            assertThat(auth.fields().keySet()).containsExactlyInAnyOrder("v", "port", "instance", "started", "secret");
            assertThat(auth.text("secret", "")).matches("[A-Za-z0-9_-]{43}=?");
            assertThat(auth.text("started", "")).endsWith("Z");
        }
    }

    @Test
    void aTerminatedDaemonEndsAtOnceAndTakesItsFilesAway() throws Exception {
        try (DaemonProcess daemon = Programs.startDaemon(home)) {
            long asked = System.nanoTime();
            Finished finished = daemon.stop();
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(DRAIN);
            assertThat(finished.exitCode()).isZero();
            assertThat(finished.errors()).isEmpty();
            assertGone(daemon);
        }
    }

    @Test
    void aDaemonToldToQuitTakesItsFilesAway() throws Exception {
        try (DaemonProcess daemon = Programs.startDaemon(home)) {
            try (DaemonLink link = DaemonLink.open(home.locations())) {
                link.quit();
            }
            assertThat(daemon.process().awaitExit(Until.LIMIT).exitCode()).isZero();
            assertGone(daemon);
        }
    }

    private void assertGone(DaemonProcess daemon) throws IOException {
        assertThat(home.locations().trayPort()).doesNotExist();
        assertThat(home.locations().ipcAuth()).doesNotExist();
        try (Stream<Path> files = Files.list(home.folder())) {
            assertThat(files).noneMatch(file -> file.toString().endsWith(".tmp"));
        }
        assertThat(Gateway.listens(daemon.gateway())).isFalse();
        assertThat(Gateway.listens(daemon.ipc())).isFalse();
    }

    @Test
    void aSecondStartSaysSoAndTouchesNothing() throws Exception {
        try (DaemonProcess daemon = Programs.startDaemon(home)) {
            Map<String, String> before = fingerprints();
            Finished second = Programs.run(Programs.daemon(home));
            assertThat(second.exitCode()).isZero();
            assertThat(second.outputLines()).containsExactly("already running");
            assertThat(second.errors()).isEmpty();
            assertThat(fingerprints()).isEqualTo(before);
            assertThat(Gateway.of(daemon).status().pid())
                    .isEqualTo(daemon.process().pid());
        }
    }

    /** Content and time of every file but the log, which a daemon may write at any moment. */
    private Map<String, String> fingerprints() throws IOException {
        Map<String, String> all = new TreeMap<>();
        for (Path file : list(home.folder())) {
            if (!file.equals(home.locations().log())) {
                all.put(file.toString(), Files.getLastModifiedTime(file) + " " + Files.readString(file));
            }
        }
        return all;
    }

    @Test
    void ofTenSimultaneousStartsExactlyOneServes() throws Exception {
        List<AppProcess> all = new ArrayList<>();
        try {
            for (int i = 0; i < 10; i++) {
                all.add(AppProcess.start(Programs.daemon(home)));
            }
            List<AppProcess> serving = new ArrayList<>();
            for (AppProcess process : all) {
                assertThat(Until.holds(TEN_STARTS, () -> said(process).isPresent()))
                        .as(process.describe())
                        .isTrue();
                if (said(process).orElseThrow().startsWith("gateway")) {
                    serving.add(process);
                } else {
                    assertThat(process.awaitExit(Until.LIMIT).exitCode()).isZero();
                }
            }
            assertThat(serving).hasSize(1);
            try (DaemonLink link = DaemonLink.open(home.locations())) {
                assertThat(link.status().pid()).isEqualTo(serving.getFirst().pid());
            }
            assertThat(serving.getFirst().stop().exitCode()).isZero();
        } finally {
            all.forEach(AppProcess::close);
        }
    }

    private static Optional<String> said(AppProcess process) {
        return process.outputLines().stream()
                .filter(line -> line.startsWith("gateway: http://") || line.equals("already running"))
                .findFirst();
    }

    @Test
    void whatAKilledDaemonLeftDoesNotHinderTheNextOne() throws Exception {
        String oldSecret;
        try (DaemonProcess daemon = Programs.startDaemon(home)) {
            oldSecret = Files.readString(home.locations().ipcAuth());
            assertThat(daemon.kill().exitCode()).isEqualTo(128 + 9);
        }
        assertThat(home.locations().trayPort()).exists();
        assertThat(home.locations().ipcAuth()).hasContent(oldSecret);
        assertThat(home.locations().lock()).exists();
        assertServes(oldSecret);
    }

    @Test
    void damagedFilesOfAnEarlierRunDoNotHinderTheNextOne() throws Exception {
        Files.writeString(home.locations().trayPort(), "not a port\n");
        Files.writeString(home.locations().ipcAuth(), "{\"v\":1,\"po");
        Files.writeString(home.locations().lock(), "4711");
        Files.setPosixFilePermissions(home.locations().ipcAuth(), PosixFilePermissions.fromString("rw-r--r--"));
        assertServes("");
        assertThat(permissions(home.locations().lock())).isEqualTo("rw-------");
    }

    private void assertServes(String oldSecret) throws Exception {
        try (DaemonProcess daemon = Programs.startDaemon(home);
                DaemonLink link = DaemonLink.open(home.locations())) {
            assertThat(link.status().pid()).isEqualTo(daemon.process().pid());
            assertThat(permissions(home.locations().ipcAuth())).isEqualTo("rw-------");
            assertThat(Files.readString(home.locations().ipcAuth())).isNotEqualTo(oldSecret);
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            // A file on its way to its name is gone a moment later.
            return files.filter(file -> !file.toString().endsWith(".tmp")).toList();
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
