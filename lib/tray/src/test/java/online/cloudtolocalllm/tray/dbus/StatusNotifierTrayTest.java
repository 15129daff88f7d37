package online.cloudtolocalllm.tray.dbus;

import static online.cloudtolocalllm.tray.dbus.TrayFixture.picture;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import online.cloudtolocalllm.bus.LastingBus;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.tray.PanelTone;
import online.cloudtolocalllm.tray.TrayIcon;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusNotifierTrayTest {

    @TempDir
    private Path folder;

    private TrayFixture fixture;

    @BeforeEach
    void start() throws Exception {
        fixture = new TrayFixture(folder);
    }

    @AfterEach
    void end() {
        fixture.close();
    }

    private void show(TrayIcon icon) {
        fixture.tray.show(picture(icon, "Serving"));
    }

    @Test
    void itIsSeenOnceThereIsAPicture() throws Exception {
        try (FakePanel panel = FakePanel.start(fixture.address())) {
            show(TrayIcon.LOCAL);

            assertThat(panel.awaitIcon()).isEqualTo("org.kde.StatusNotifierItem-7-1");
            fixture.seen.awaitShown();
        }
    }

    @Test
    void everyPropertyIsThere() throws Exception {
        try (FakePanel panel = FakePanel.start(fixture.address())) {
            show(TrayIcon.LOCAL);
            String icon = panel.awaitIcon();
            panel.awaitIconName(icon, "cloudtolocalllm-local-dark");
            Map<String, Variant<?>> properties = panel.properties(icon);

            assertThat(properties.keySet())
                    .containsExactlyInAnyOrder(
                            "Category",
                            "Id",
                            "Title",
                            "Status",
                            "WindowId",
                            "IconName",
                            "IconThemePath",
                            "IconPixmap",
                            "IconAccessibleDesc",
                            "OverlayIconName",
                            "OverlayIconPixmap",
                            "AttentionIconName",
                            "AttentionIconPixmap",
                            "AttentionAccessibleDesc",
                            "AttentionMovieName",
                            "ToolTip",
                            "ItemIsMenu",
                            "Menu");
            assertThat(value(properties, "Status")).isEqualTo("Active");
            assertThat(value(properties, "Category")).isEqualTo("ApplicationStatus");
            assertThat(value(properties, "IconName")).isEqualTo("cloudtolocalllm-local-dark");
            assertThat(value(properties, "IconThemePath")).isEqualTo(folder.toString());
            assertThat(value(properties, "ItemIsMenu")).isEqualTo(false);
            assertThat(((DBusPath) value(properties, "Menu")).getPath()).isEqualTo("/MenuBar");
            Object[] tooltip = (Object[]) value(properties, "ToolTip");
            assertThat(tooltip[2]).isEqualTo("Serving ‹locally›");
            assertThat(tooltip[3]).isEqualTo("llama3.2\n38 tokens/s");
            assertThat(sizes(value(properties, "IconPixmap"))).containsExactly(16, 22, 24, 32, 48);
        }
    }

    /** Drawing the files takes a while, and the disk may be slow. */
    @Test
    void theIconDoesNotWaitForItsFiles() throws Exception {
        CompletableFuture<Optional<Path>> files = new CompletableFuture<>();
        StatusNotifierTray second =
                StatusNotifierTray.open(new Seen(), files::join, "org.kde.StatusNotifierItem-8-1", fixture.clock);
        try (FakePanel panel = FakePanel.start(fixture.address());
                var bus = LastingBus.open(() -> Optional.of(fixture.address()), second)) {
            assertThat(bus).isNotNull();
            second.show(picture(TrayIcon.CLOUD, "Serving"));
            String icon = panel.awaitIcon();
            assertThat(panel.property(icon, "IconName")).isEqualTo("");

            files.complete(Optional.of(folder));
            panel.awaitIconName(icon, "cloudtolocalllm-cloud-dark");
            second.close();
        } finally {
            files.complete(Optional.empty());
        }
    }

    private static Object value(Map<String, Variant<?>> properties, String name) {
        return Objects.requireNonNull(properties.get(name)).getValue();
    }

    /** Widths, after a check that the rest fits them. */
    private static List<Integer> sizes(Object pixels) {
        List<Integer> sizes = new ArrayList<>();
        for (Object pixmap : (List<?>) pixels) {
            Object[] fields = (Object[]) pixmap;
            int length = fields[2] instanceof byte[] bytes ? bytes.length : ((List<?>) fields[2]).size();
            assertThat(fields[1]).isEqualTo(fields[0]);
            assertThat(length).isEqualTo(4 * (Integer) fields[0] * (Integer) fields[1]);
            sizes.add((Integer) fields[0]);
        }
        return sizes;
    }

    @Test
    void whatChangesIsTold() throws Exception {
        try (FakePanel panel = FakePanel.start(fixture.address())) {
            show(TrayIcon.LOCAL);
            String icon = panel.awaitIcon();

            show(TrayIcon.ERROR);
            awaitIconName(panel, icon, "cloudtolocalllm-error-dark");

            fixture.tray.desktopTone(PanelTone.LIGHT);
            awaitIconName(panel, icon, "cloudtolocalllm-error-light");

            fixture.tray.tone(PanelTone.DARK);
            awaitIconName(panel, icon, "cloudtolocalllm-error-dark");
        }
    }

    /** Reads the name at every signal, and only then. */
    private static void awaitIconName(FakePanel panel, String icon, String name) throws Exception {
        do {
            panel.awaitSignal("NewIcon");
        } while (!panel.property(icon, "IconName").equals(name));
    }

    @Test
    void clicksOnTheIconAreHeard() throws Exception {
        try (FakePanel panel = FakePanel.start(fixture.address())) {
            show(TrayIcon.LOCAL);
            String icon = panel.awaitIcon();

            panel.item(icon).ContextMenu(1, 2);
            panel.item(icon).Scroll(1, "vertical");
            panel.item(icon).Activate(1, 2);
            panel.item(icon).SecondaryActivate(1, 2);

            assertThat(fixture.seen.nextClick()).isEqualTo("activated");
            assertThat(fixture.seen.nextClick()).isEqualTo("activated");
        }
    }

    @Test
    void bothObjectsDescribeThemselves() throws Exception {
        try (FakePanel panel = FakePanel.start(fixture.address())) {
            show(TrayIcon.LOCAL);
            String icon = panel.awaitIcon();

            assertThat(panel.introspection(icon, "/StatusNotifierItem")).contains("org.kde.StatusNotifierItem");
            assertThat(panel.introspection(icon, "/MenuBar")).contains("com.canonical.dbusmenu");
        }
    }

    @Test
    void aNameThatIsTakenIsNoObstacle() throws Exception {
        Seen seen = new Seen();
        try (FakePanel panel = FakePanel.start(fixture.address())) {
            show(TrayIcon.LOCAL);
            assertThat(panel.awaitIcon()).isEqualTo("org.kde.StatusNotifierItem-7-1");
            StatusNotifierTray second =
                    StatusNotifierTray.open(seen, Optional::empty, "org.kde.StatusNotifierItem-7-1", fixture.clock);
            second.show(picture(TrayIcon.CLOUD, "Serving"));
            try (var bus = LastingBus.open(() -> Optional.of(fixture.address()), second)) {
                assertThat(bus).isNotNull();
                String icon = panel.awaitIcon();

                assertThat(icon).startsWith(":");
                assertThat(panel.property(icon, "IconName")).isEqualTo("");
                second.close();
                panel.awaitSignal("NewStatus");
                assertThat(panel.property(icon, "Status")).isEqualTo("Passive");
            }
        }
    }

    @Test
    void closingItTakesItsNameOffTheBus() throws Exception {
        try (FakePanel panel = FakePanel.start(fixture.address())) {
            show(TrayIcon.LOCAL);
            String icon = panel.awaitIcon();

            fixture.tray.close();

            assertThat(Until.holds(Until.LIMIT, () -> {
                        try {
                            return !panel.knows(icon);
                        } catch (org.freedesktop.dbus.exceptions.DBusException e) {
                            throw new AssertionError(e);
                        }
                    }))
                    .isTrue();
            fixture.tray.show(picture(TrayIcon.IDLE, "too late"));
            fixture.tray.close();
        }
    }
}
