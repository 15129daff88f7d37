package online.cloudtolocalllm.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.process.AppProcess;
import online.cloudtolocalllm.testkit.process.Finished;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settings window as it is drawn on a screen: every tab, light and dark, over a daemon that has something to show. */
@Tag("desktop")
class SettingsPicturesTest {

    private static final List<String> TABS =
            List.of("connections", "status", "gateway", "apps", "general", "logs", "about");
    private static final Rectangle WINDOW = new Rectangle(0, 0, 920, 700);
    /** The names of the tabs, with the line below the one that is shown: by it a page is told from the one before. */
    private static final Rectangle STRIP = new Rectangle(0, 0, WINDOW.width, 56);
    /** So long a page may take to stand still: what moves every second, such as a chart, may never do for two pictures. */
    private static final Duration MOST = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    @Test
    void everyTabIsDrawnLightAndDark() throws Exception {
        try (VirtualScreen screen = VirtualScreen.start();
                BusyHome busy = new BusyHome(folder, screen.environment())) {
            Files.writeString(
                    busy.home().folder().resolve("settings_window.json"),
                    "{\"x\":0,\"y\":0,\"width\":" + WINDOW.width + ",\"height\":" + WINDOW.height + "}");
            screen.point(new Place(1_270, 790));
            draw(screen, busy, "light");
            draw(screen, busy, "dark");
        }
        for (String tab : TABS) {
            assertThat(brightness(tab, "light")).as(tab).isGreaterThan(brightness(tab, "dark") + 100);
        }
    }

    private void draw(VirtualScreen screen, BusyHome busy, String theme) throws Exception {
        Files.writeString(busy.home().folder().resolve("windows.json"), "{\"theme\":\"" + theme + "\"}");
        Picture before = screen.look(folder.resolve("empty.png"));
        try (AppProcess window = busy.settings(TABS.getFirst())) {
            for (String tab : TABS) {
                if (!tab.equals(TABS.getFirst())) {
                    turn(busy, tab);
                }
                before = drawn(screen, file(tab, theme), before)
                        .orElseThrow(() -> new AssertionError(tab + " is not seen: " + window.describe()));
                keep(tab, theme, before);
            }
            window.stop();
        }
        assertThat(Until.holds(Until.LIMIT, () -> isGone(screen))).isTrue();
    }

    private static void turn(BusyHome busy, String tab) throws Exception {
        try (AppProcess second = busy.settings(tab)) {
            Finished finished = second.awaitExit(Until.LIMIT);
            assertThat(finished.exitCode()).as(finished.errors()).isZero();
        }
    }

    private Path file(String tab, String theme) {
        return folder.resolve("settings-" + tab + "-" + theme + ".png");
    }

    /** The picture once it is of another page and stands still. */
    private static Optional<Picture> drawn(VirtualScreen screen, Path file, Picture before) throws Exception {
        long end = System.nanoTime() + Until.LIMIT.multipliedBy(3).toNanos();
        long since = end;
        Picture last = screen.look(file);
        while (System.nanoTime() < end) {
            Picture now = screen.look(file);
            // A window that has come may be blank at first.
            boolean another = !now.differing(before, STRIP).isEmpty() && !now.isPlain(STRIP);
            since = another && since == end ? System.nanoTime() : since;
            boolean restless = System.nanoTime() - since > MOST.toNanos();
            if (another && (restless || now.differing(last, WINDOW).isEmpty())) {
                return Optional.of(now);
            }
            last = now;
        }
        return Optional.empty();
    }

    private boolean isGone(VirtualScreen screen) {
        try {
            Picture now = screen.look(folder.resolve("gone.png"));
            return now.image().getRGB(1, 1) == Color.BLACK.getRGB();
        } catch (IOException e) {
            throw new AssertionError("no picture", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private double brightness(String tab, String theme) throws IOException {
        Picture picture = Picture.read(file(tab, theme));
        Color margin = new Color(picture.image().getRGB(8, WINDOW.height / 2));
        return (margin.getRed() + margin.getGreen() + margin.getBlue()) / 3.0;
    }

    private void keep(String tab, String theme, Picture picture) throws IOException {
        Path kept = Path.of("target", "desktop", file(tab, theme).getFileName().toString());
        Files.createDirectories(kept.getParent());
        picture.write(WINDOW, kept);
        Picture.document(kept, kept.getFileName().toString());
    }
}
