package online.cloudtolocalllm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.protocol.files.OwnerOnlyFiles;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.protocol.status.TrayState;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.desktop.PrivateBus;
import online.cloudtolocalllm.testkit.process.Connections;
import online.cloudtolocalllm.testkit.process.DaemonProcess;
import online.cloudtolocalllm.testkit.process.TemporaryHome;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real daemon on a private bus, with a panel that clicks what people click. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class TrayTest {

    @TempDir
    Path folder;

    private PrivateBus bus;
    private ScriptedUpstream upstream;
    private TemporaryHome home;

    @BeforeEach
    void start() throws Exception {
        bus = PrivateBus.start(folder);
        upstream = ScriptedUpstream.ollama();
        home = TemporaryHome.with(Connections.none().local(upstream.url()));
    }

    @AfterEach
    void stop() throws Exception {
        bus.close();
        upstream.close();
        home.close();
    }

    private DaemonProcess daemon() throws Exception {
        DaemonProcess daemon = DaemonProcess.start(
                Programs.daemon(home, bus)
                        .environment("HOME", folder.toString())
                        .environment("XDG_CONFIG_HOME", folder.resolve("config").toString()),
                home);
        Gateway.of(daemon).await(Gateway.LOCAL, HealthState.UP);
        return daemon;
    }

    private static void await(DaemonProcess daemon, TrayState state) throws Exception {
        Gateway.of(daemon).await("the tray is " + state.word(), status -> status.tray() == state);
    }

    private static ConnectionStatus local(DaemonStatus status) {
        return status.snapshot().connection(new ConnectionId(Gateway.LOCAL)).orElseThrow();
    }

    /** Waits for so many lines with these words, since the log may be behind what is told, and sees that there are no more. */
    private void awaitLogged(String words, int lines) throws Exception {
        Until.holds(Until.LIMIT, () -> logged(words).size() >= lines);
        assertThat(logged(words)).hasSize(lines);
    }

    private List<String> logged(String words) {
        try {
            return Files.readAllLines(home.locations().log()).stream()
                    .filter(line -> line.contains(words))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError("the log cannot be read", e);
        }
    }

    @Test
    void whatIsChosenInTheMenuIsDone() throws Exception {
        try (DaemonProcess daemon = daemon()) {
            await(daemon, TrayState.NO_PANEL);
            try (FakePanel panel = FakePanel.on(bus)) {
                String item = panel.awaitIcon();
                await(daemon, TrayState.SHOWN);
                assertThat(panel.await(item, Gateway.LOCAL).below()).isNotEmpty();
                panel.await(item, "Copy gateway address");
                String icon = panel.icon(item);
                panel.choose(item, "Pause everything");
                Gateway.of(daemon)
                        .await("all is paused", status -> local(status).paused());
                assertThat(Until.holds(Until.LIMIT, () -> !iconOf(panel, item).equals(icon)))
                        .isTrue();
                panel.choose(item, "Resume everything");
                Gateway.of(daemon)
                        .await("nothing is paused", status -> !local(status).paused());
                panel.choose(item, "Quit daemon");
                assertThat(daemon.process().awaitExit(Until.LIMIT).exitCode()).isZero();
            }
        }
    }

    private static String iconOf(FakePanel panel, String item) {
        try {
            return panel.icon(item);
        } catch (Exception e) {
            throw new AssertionError("the icon cannot be read", e);
        }
    }

    @Test
    void theSettingCountsAtOnce() throws Exception {
        try (FakePanel panel = FakePanel.on(bus);
                DaemonProcess daemon = daemon()) {
            panel.awaitIcon();
            await(daemon, TrayState.SHOWN);
            // At once: a file that is half written is damaged.
            OwnerOnlyFiles.replace(home.locations().daemonConfig(), "{\"tray\":{\"show\":false}}");
            await(daemon, TrayState.OFF);
            OwnerOnlyFiles.replace(home.locations().daemonConfig(), "{}");
            panel.awaitIcon();
            await(daemon, TrayState.SHOWN);
            awaitLogged("the tray icon is shown", 2);
            awaitLogged("the tray icon is off", 1);
        }
    }

    @Test
    void withoutABusTheDaemonGoesOn() throws Exception {
        try (FakePanel panel = FakePanel.on(bus);
                DaemonProcess daemon = daemon()) {
            panel.awaitIcon();
            await(daemon, TrayState.SHOWN);
            bus.kill();
            await(daemon, TrayState.NO_DESKTOP);
            assertThat(Gateway.of(daemon).chat("tiny", "hi").status()).isEqualTo(200);
            awaitLogged("there is no desktop", 1);
            bus = PrivateBus.start(folder);
            try (FakePanel next = FakePanel.on(bus)) {
                next.awaitIcon();
                await(daemon, TrayState.SHOWN);
            }
        }
    }
}
