package online.cloudtolocalllm.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import javax.imageio.ImageIO;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.process.AppProcess;
import online.cloudtolocalllm.testkit.process.Command;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is dragged from another program onto the main window, with a real mouse. */
@Tag("desktop")
class DropOnWindowTest {

    private static final Color RED = Color.RED;
    private static final Place MESSAGES = new Place(700, 400);
    /** What a preview of the picture has at least, and nothing else in the window. */
    private static final int LEAST_RED = 500;
    /** On a busy computer what is carried may be let go before the window has looked at it. */
    private static final int MOST_DRAGS = 10;

    @TempDir
    private Path folder;

    @Test
    void aPictureIsDroppedOnTheConversation() throws Exception {
        try (VirtualScreen screen = VirtualScreen.start();
                TalkingHome home = new TalkingHome(folder, screen.environment())) {
            Files.writeString(
                    home.home().folder().resolve("chat_window.json"),
                    "{\"x\":0,\"y\":0,\"width\":1080,\"height\":760}");
            home.theme("light");
            try (AppProcess window = home.window();
                    AppProcess source = AppProcess.start(Command.java(
                                    System.getProperty("java.class.path"), PictureSource.class.getName(), picture())
                            .environment(
                                    Launched.on(folder, screen.environment()).environment()))) {
                assertThat(source.awaitOutputLine("shown"::equals)).isEqualTo("shown");
                seen(screen, look -> look.getRGB(MESSAGES.x(), MESSAGES.y()) != Color.BLACK.getRGB(), window);
                while (!source.outputLines().contains("taken")) {
                    int over = source.outputLines().size();
                    assertThat(over).as("drags that were refused").isLessThan(MOST_DRAGS);
                    screen.drag(PictureSource.HOLD, MESSAGES);
                    assertThat(Until.holds(
                                    Until.LIMIT, () -> source.outputLines().size() > over))
                            .as(source.describe())
                            .isTrue();
                }
                seen(screen, look -> red(look) >= LEAST_RED, window);
            }
        }
    }

    private void seen(VirtualScreen screen, Predicate<BufferedImage> wanted, AppProcess window) throws Exception {
        long end = System.nanoTime() + Until.LIMIT.toNanos();
        while (!wanted.test(screen.look(folder.resolve("now.png")).image())) {
            assertThat(System.nanoTime()).as(window.describe()).isLessThan(end);
        }
    }

    private static int red(BufferedImage image) {
        int red = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                red += image.getRGB(x, y) == RED.getRGB() ? 1 : 0;
            }
        }
        return red;
    }

    private String picture() throws Exception {
        BufferedImage image = new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB);
        Graphics pen = image.getGraphics();
        pen.setColor(RED);
        pen.fillRect(0, 0, 60, 40);
        pen.dispose();
        Path file = folder.resolve("red.png");
        ImageIO.write(image, "png", file.toFile());
        return file.toString();
    }
}
