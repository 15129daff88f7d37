package online.cloudtolocalllm.tray.dbus;

import static online.cloudtolocalllm.tray.dbus.TrayFixture.NO_PANEL;
import static online.cloudtolocalllm.tray.dbus.TrayFixture.SHOWN;
import static online.cloudtolocalllm.tray.dbus.TrayFixture.picture;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import online.cloudtolocalllm.bus.Bus;
import online.cloudtolocalllm.bus.BusException;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.tray.TrayIcon;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PanelsComeAndGoTest {

    private static final String WATCHER = "org.kde.StatusNotifierWatcher";

    @TempDir
    private Path folder;

    private TrayFixture fixture;

    @BeforeEach
    void start() throws Exception {
        fixture = new TrayFixture(folder);
        fixture.tray.show(picture(TrayIcon.LOCAL, "Serving"));
    }

    @AfterEach
    void end() {
        fixture.close();
    }

    @Test
    void aPanelThatComesLateShowsIt() throws Exception {
        assertThat(fixture.seen.next()).isEqualTo(NO_PANEL);

        try (FakePanel panel = FakePanel.start(fixture.address())) {
            assertThat(panel.awaitIcon()).isNotEmpty();
            assertThat(fixture.seen.next()).isEqualTo(SHOWN);
        }
        assertThat(fixture.seen.next()).isEqualTo(NO_PANEL);
    }

    @Test
    void panelsThatComeAndGoTwentyTimesShowItTwentyTimes() throws Exception {
        assertThat(fixture.seen.next()).isEqualTo(NO_PANEL);
        for (int i = 0; i < 20; i++) {
            try (FakePanel panel = FakePanel.start(fixture.address())) {
                String icon = panel.awaitIcon();
                assertThat(fixture.seen.next()).isEqualTo(SHOWN);
                panel.awaitIconName(icon, "cloudtolocalllm-local-dark");
                assertThat(panel.menu(icon).GetLayout(0, -1, java.util.List.of()).line.children)
                        .hasSize(6);
                assertThat(panel.moreIcons()).isZero();
            }
            assertThat(fixture.seen.next()).isEqualTo(NO_PANEL);
        }
    }

    @Test
    void aWatcherThatIsReplacedWithoutAGapGetsItToo() throws Exception {
        assertThat(fixture.seen.next()).isEqualTo(NO_PANEL);
        try (FakePanel first = FakePanel.start(fixture.address())) {
            assertThat(first.awaitIcon()).isNotEmpty();
            assertThat(fixture.seen.next()).isEqualTo(SHOWN);

            try (FakePanel second = FakePanel.start(fixture.address())) {
                String icon = second.awaitIcon();

                assertThat(second.property(icon, "Status")).isEqualTo("Active");
                assertThat(first.moreIcons()).isZero();
                assertThat(fixture.seen.rest()).as("it was seen all the time").isEmpty();
            }
        }
    }

    @Test
    void aWatcherWithoutAPanelShowsNothing() throws Exception {
        assertThat(fixture.seen.next()).isEqualTo(NO_PANEL);
        try (FakePanel watcher = FakePanel.start(fixture.address(), false)) {
            assertThat(watcher.awaitIcon()).isNotEmpty();

            watcher.hosting(true);
            assertThat(fixture.seen.next()).isEqualTo(SHOWN);

            watcher.hosting(false);
            assertThat(fixture.seen.next()).isEqualTo(NO_PANEL);
            assertThat(watcher.moreIcons()).as("it stays registered").isZero();
        }
    }

    @Test
    void aBusThatDiesIsFoundAgain() throws Exception {
        assertThat(fixture.seen.next()).isEqualTo(NO_PANEL);
        FakePanel before = FakePanel.start(fixture.address());
        assertThat(before.awaitIcon()).isNotEmpty();
        assertThat(fixture.seen.next()).isEqualTo(SHOWN);

        fixture.killBus();

        assertThat(fixture.seen.next()).startsWith("no_desktop: ");
        before.close();
        fixture.tray.show(picture(TrayIcon.PAUSED, "Nobody sees this"));
        fixture.startBus();
        assertThat(fixture.seen.next()).isEqualTo(NO_PANEL);
        try (FakePanel after = FakePanel.start(fixture.address())) {
            String icon = after.awaitIcon();
            assertThat(fixture.seen.next()).isEqualTo(SHOWN);
            after.awaitIconName(icon, "cloudtolocalllm-paused-dark");
        }
    }

    /** A connection for single calls answers nobody. */
    @Test
    void watchersThatAreSilentHoldUpNobody() throws Exception {
        assertThat(fixture.seen.next()).isEqualTo(NO_PANEL);
        try (Bus silent = Bus.connect(fixture.address(), Until.LIMIT)) {
            for (int i = 0; i < 20; i++) {
                driver(silent, "RequestName", "su", WATCHER, new UInt32(4));
                driver(silent, "ReleaseName", "s", WATCHER);
            }
            driver(silent, "RequestName", "su", WATCHER, new UInt32(7));
            try (FakePanel panel = FakePanel.start(fixture.address())) {
                String icon = panel.awaitIcon();
                assertThat(fixture.seen.next()).isEqualTo(SHOWN);
                panel.menu(icon).Event(9, "clicked", new Variant<>(0), new UInt32(0));
                assertThat(fixture.seen.nextClick()).isEqualTo("QuitDaemon[]");
                assertThat(panel.moreIcons()).isZero();
            }
        }
    }

    private static void driver(Bus bus, String method, String signature, Object... values) throws BusException {
        bus.call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", method, signature, values);
    }
}
