package online.cloudtolocalllm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import online.cloudtolocalllm.config.store.ConfigChange;
import online.cloudtolocalllm.config.store.OfflineSettings;
import online.cloudtolocalllm.config.store.SettingsFolder;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.settings.model.config.Config;
import online.cloudtolocalllm.settings.model.config.FieldKey;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.process.Connections;
import online.cloudtolocalllm.testkit.process.DaemonProcess;
import online.cloudtolocalllm.testkit.process.TemporaryHome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The settings window's model with a real daemon, through its death and return. */
class SettingsWindowTest {

    private static final FieldKey PRIORITY = new FieldKey("box", "priority");
    private static final FieldKey TIMEOUT = new FieldKey("box", "timeout");
    private static final FieldKey PROBE = FieldKey.daemon("limits.probe");

    private TemporaryHome home;
    private Path file;

    @BeforeEach
    void make() throws Exception {
        home = TemporaryHome.create();
        file = home.locations().connectionConfig();
        home.write(Connections.none().other("box", "ollama", "http://127.0.0.1:9", 1));
    }

    @AfterEach
    void delete() throws Exception {
        home.close();
    }

    /** A number of the file; 0 if it is not there. */
    private long inFile(FieldKey field) {
        try {
            return Json.parseObject(Files.readAllBytes(file))
                    .object(field.connection())
                    .integer(field.key())
                    .orElse(0);
        } catch (IOException e) {
            throw new AssertionError("the file is whole at every moment", e);
        }
    }

    private boolean becomes(FieldKey field, int value) throws InterruptedException {
        return Until.holds(Until.LIMIT, () -> inFile(field) == value);
    }

    /** Somebody edits the file with an editor. */
    private void edit(String before, String now) throws Exception {
        String text = Files.readString(file);
        assertThat(text).contains(before);
        Path other = Files.writeString(home.folder().resolve("edited"), text.replace(before, now));
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void nothingIsLostThroughDeathAndReturn() throws Exception {
        try (SettingsInHand window = new SettingsInHand(home.locations())) {
            DaemonProcess first = Programs.startDaemon(home);
            try (first) {
                window.connect();
                assertThat(window.shows(Config.Source.DAEMON, PRIORITY, 1)).isTrue();
                window.put(PRIORITY, 2);
                assertThat(Until.holds(Until.LIMIT, () -> window.state().undoable()))
                        .isTrue();
                assertThat(inFile(PRIORITY)).isEqualTo(2);
                edit("\"priority\" : 2", "\"priority\" : 3");
                assertThat(window.shows(Config.Source.DAEMON, PRIORITY, 3))
                        .as("an edit by hand is seen through the daemon")
                        .isTrue();
                for (int i = 1; i <= 20; i++) {
                    window.put(TIMEOUT, i);
                    if (i == 1) {
                        assertThat(becomes(TIMEOUT, 1)).isTrue();
                    } else if (i == 15) {
                        // In the middle of edits.
                        first.kill();
                    }
                }
            }
            assertThat(window.shows(now -> !now.link().up() && now.config().source() == Config.Source.FILES))
                    .isTrue();
            assertThat(Until.holds(
                            Until.LIMIT, () -> SettingsInHand.has(window.state(), TIMEOUT, (int) inFile(TIMEOUT))))
                    .as("what is shown is what is there, whatever became of the edits")
                    .isTrue();

            window.put(PRIORITY, 7);
            assertThat(becomes(PRIORITY, 7)).isTrue();
            window.put(PROBE, 20);
            assertThat(Until.holds(
                            Until.LIMIT, () -> Files.exists(home.locations().daemonConfig())))
                    .isTrue();
            edit("\"priority\" : 7", "\"priority\" : 8");
            assertThat(window.shows(Config.Source.FILES, PRIORITY, 8)).isTrue();

            try (DaemonProcess second = Programs.startDaemon(home)) {
                assertThat(second.url()).isNotEmpty();
                window.connect();
                assertThat(window.shows(Config.Source.DAEMON, PRIORITY, 8)).isTrue();
                assertThat(SettingsInHand.has(window.state(), PROBE, 20)).isTrue();
                window.undo();
                assertThat(window.shows(now -> now.config().value(PROBE).isEmpty()))
                        .as("what was done in the files is undone by the daemon")
                        .isTrue();
                window.put(PRIORITY, 9);
                assertThat(becomes(PRIORITY, 9)).isTrue();
            }
        }
    }

    @Test
    void aDaemonStartsWhileSomebodyChangesTheFilesAndThenIsTheOnlyWriter() throws Exception {
        OfflineSettings offline = new OfflineSettings(home.locations(), Map.of(), TimeSource.system());
        AtomicInteger saved = new AtomicInteger();
        CountDownLatch never = new CountDownLatch(1);
        FutureTask<OfflineSettings.Result> changes = new FutureTask<>(() -> {
            while (true) {
                // Longer than a daemon that waits looks away: without a pause it is chance whether it ever gets the
                // lock.
                boolean _ = never.await(30, TimeUnit.MILLISECONDS);
                OfflineSettings.Result result = offline.change(List.of(new ConfigChange.SetConnection(
                        "box", false, JsonObject.of("priority", saved.get() + 1), List.of())));
                if (!(result instanceof OfflineSettings.Result.Done done)) {
                    return result;
                }
                assertThat(done.outcome()).isInstanceOf(SettingsFolder.Outcome.Saved.class);
                saved.incrementAndGet();
            }
        });
        Thread.ofPlatform().start(changes);
        try {
            assertThat(Until.holds(Until.LIMIT, () -> saved.get() > 3)).isTrue();
            theDaemonIsTheOnlyWriter(offline, changes, saved);
        } finally {
            // Where no daemon came it would go on.
            changes.cancel(true);
        }
    }

    private void theDaemonIsTheOnlyWriter(
            OfflineSettings offline, Future<OfflineSettings.Result> changes, AtomicInteger saved) throws Exception {
        try (DaemonProcess daemon = Programs.startDaemon(home)) {
            assertThat(daemon.url()).isNotEmpty();
            assertThat(changes.get(Until.LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .isEqualTo(new OfflineSettings.Result.DaemonRuns());
            assertThat(inFile(PRIORITY))
                    .as("the last one that was acknowledged")
                    .isEqualTo(saved.get());
            byte[] before = Files.readAllBytes(file);
            assertThat(offline.change(List.of(new ConfigChange.RemoveConnection("box"))))
                    .isEqualTo(new OfflineSettings.Result.DaemonRuns());
            assertThat(file).hasBinaryContent(before);
        }
    }
}
