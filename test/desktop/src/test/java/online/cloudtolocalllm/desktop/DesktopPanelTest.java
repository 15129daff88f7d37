package online.cloudtolocalllm.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.tray.PanelTone;
import online.cloudtolocalllm.tray.TrayIcon;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** A daemon as the launcher starts it, on the panel of a desktop. What is seen is kept under {@code target/desktop}. */
@Tag("desktop")
class DesktopPanelTest {

    private static final int ROUNDS = 20;
    /** Each state of the icon is one line in the log. */
    private static final String SHOWN = "the tray icon is shown";

    private static final String NO_PANEL = "no panel shows the tray icon";
    private static final Rectangle SCREEN = new Rectangle(0, 30, 1280, 770);

    @TempDir
    private Path folder;

    private PanelSession session;
    private PanelDaemon daemon;

    @BeforeEach
    void start(TestInfo test) throws Exception {
        session = PanelSession.start(
                folder.resolve(test.getTestMethod().orElseThrow().getName()));
        daemon = PanelDaemon.start(session);
    }

    @AfterEach
    void end() throws IOException {
        daemon.close();
        session.close();
        session.keep(Path.of("target", "desktop"));
    }

    private Place icon() throws Exception {
        return session.awaitIcon(TrayIcon.LOCAL, PanelTone.DARK);
    }

    @Test
    void theIconIsSeenItsMenuOpensAndSettingsStartTheirProcess() throws Exception {
        Place icon = icon();
        Rectangle menu = session.openMenu(icon, "tray-menu");
        List<Place> lines = session.look("tray-menu").lines(menu);
        List<String> labels = MenuOnBus.labels(session.ours());

        assertThat(lines).as("what is drawn of %s", labels).hasSameSizeAs(labels);
        assertThat(labels).anyMatch(label -> label.contains("local_ollama")).contains("Settings…", "Quit daemon");
        image("tray-menu", menu.union(new Rectangle(icon.x() - 60, 0, 75, 30)));

        Picture before = session.look("before-settings");
        session.screen().click(lines.get(labels.indexOf("Settings…")), 1);
        assertThat(Until.holds(Until.LIMIT, () -> !daemon.windows().isEmpty()))
                .as("a process for the settings window")
                .isTrue();
        assertThat(Until.holds(Until.LIMIT.multipliedBy(3), () -> windowCame(before)))
                .as("a window on the screen; the process says: %s", settingsSay())
                .isTrue();
    }

    private boolean windowCame(Picture before) {
        try {
            Rectangle window = session.look("settings").differing(before, SCREEN);
            return window.width > 400 && window.height > 300 && window.x < 600;
        } catch (IOException e) {
            throw new AssertionError("no picture", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String settingsSay() throws IOException {
        Path output = daemon.home().folder().resolve("settings.out");
        return Files.exists(output) ? Files.readString(output) : "nothing";
    }

    @Test
    void aPanelThatIsKilledAgainAndAgainGetsTheIconBackAndRequestsGoOn() throws Exception {
        icon();
        // The log may be behind what is drawn.
        assertThat(Until.holds(Until.LIMIT, () -> told(SHOWN) > 0)).isTrue();
        long shown = daemon.logged(SHOWN);
        try (Traffic traffic = Traffic.to(daemon.process().url())) {
            for (int round = 0; round < ROUNDS; round++) {
                int before = traffic.answered();
                session.killPanel();
                session.startPanel();
                icon();
                assertThat(Until.holds(Until.LIMIT, () -> traffic.answered() > before))
                        .as("requests in round %d", round)
                        .isTrue();
            }
            assertThat(traffic.failed()).as("failed requests").isZero();
        }
        Until.holds(Until.LIMIT, () -> told(SHOWN) - shown >= ROUNDS);
        assertThat(daemon.logged(SHOWN) - shown).isEqualTo(ROUNDS);
        assertThat(daemon.logged(NO_PANEL)).isLessThanOrEqualTo(ROUNDS + 1);
    }

    @Test
    void aBusThatIsKilledTakesTheIconAndNothingElse() throws Exception {
        icon();
        try (Traffic traffic = Traffic.to(daemon.process().url())) {
            session.bus().kill();
            assertThat(Until.holds(Until.LIMIT, () -> told("there is no desktop for the tray icon") > 0))
                    .isTrue();
            int before = traffic.answered();
            assertThat(Until.holds(Until.LIMIT, () -> traffic.answered() > before + 50))
                    .isTrue();
            assertThat(traffic.failed()).isZero();
        }
        assertThat(daemon.logged("there is no desktop for the tray icon")).isEqualTo(1);
    }

    private long told(String words) {
        try {
            return daemon.logged(words);
        } catch (IOException e) {
            throw new AssertionError("no log", e);
        }
    }

    /** Puts a part of a picture where documentation has it, if {@code -Ddesktop.images=FOLDER} asks for that. */
    private void image(String name, Rectangle part) throws IOException {
        Picture.document(session.cut(name, part), name + ".png");
    }
}
