package online.cloudtolocalllm.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Rectangle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.process.AppProcess;
import online.cloudtolocalllm.testkit.upstream.Gate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main window as it is drawn on a screen, and used with real keys: a first look, answers, a failover, the library, the dark. */
@Tag("desktop")
class ChatPicturesTest {

    private static final Rectangle WINDOW = new Rectangle(0, 0, 1080, 760);
    /** Where messages are; a cursor that blinks in the box below them is not of it. */
    private static final Rectangle MESSAGES = new Rectangle(270, 60, 800, 600);

    /** In the library: where a model's name is typed, and what lies below it. */
    private static final Place DOWNLOAD = new Place(500, 76);

    private static final Rectangle PULLS = new Rectangle(270, 100, 800, 100);

    private static final Duration MOST = Duration.ofSeconds(5);

    private static final String CODE = """
        ```java
        /** Reads on only while there is room. */
        void onBytes(ByteBuf bytes) {
            queue.add(bytes);
            channel.setAutoRead(queue.size() < 64);
        }
        ```

        """;

    @TempDir
    private Path folder;

    private VirtualScreen screen;
    private Picture last;

    @BeforeEach
    void open() throws Exception {
        screen = VirtualScreen.start();
        last = screen.look(folder.resolve("before.png"));
    }

    @AfterEach
    void close() {
        screen.close();
    }

    @Test
    void aConversationIsDrawnAsItGrows() throws Exception {
        try (TalkingHome home = new TalkingHome(folder, screen.environment())) {
            Files.writeString(
                    home.home().folder().resolve("chat_window.json"),
                    "{\"x\":0,\"y\":0,\"width\":" + WINDOW.width + ",\"height\":" + WINDOW.height + "}");
            home.theme("light");
            screen.point(new Place(1_270, 790));
            try (AppProcess window = home.window()) {
                changed(WINDOW, window);
                written(window);
                keep("empty");
                talk(home);
                assertThat(home.failedOver()).isTrue();
                keep("failover");
                home.firstGoesDown();
                Gate pulled = new Gate();
                home.willPull(pulled);
                screen.press("ctrl+b");
                changed(MESSAGES, window);
                screen.click(DOWNLOAD, 1);
                screen.type("qwen3:4b");
                screen.press("Return");
                changed(PULLS, window);
                keep("library");
                pulled.open();
                screen.press("ctrl+b");
                changed(MESSAGES, window);
                home.theme("dark");
                changed(MESSAGES, window);
                keep("dark");
                window.stop();
            }
        }
        assertThat(brightness("failover")).isGreaterThan(brightness("dark") + 100);
    }

    private void talk(TalkingHome home) throws Exception {
        home.willSay("", "Rome in three days: the Forum, Trastevere, and a day by the sea at Ostia.");
        ask("Trip ideas for Rome", home);
        screen.press("ctrl+n");
        home.willSay("", "Use `row_number()` over each group, and keep the first.");
        ask("SQL: the newest row of each group", home);
        screen.press("ctrl+n");
        Gate gate = new Gate();
        home.willSay(
                3,
                gate,
                "The person asks about flow control. TCP has a receive window for that.",
                "A receiver tells with **every** acknowledgement how much room it has left, the *receive window*. When"
                        + " its buffer fills, the window shrinks, and at 0 the sender waits.\n\n",
                "A program can pass that on to whoever sends, by not reading:\n\n",
                CODE,
                "| who waits | how it knows |\n|---|---|\n| the sender's kernel | window is 0 |\n"
                        + "| the sender | `write` blocks |\n\nSo a slow reader slows the writer, and nothing piles up"
                        + " in between.");
        long before = home.served();
        ask("How does TCP slow a sender down?");
        keep("streaming");
        gate.open();
        home.awaitServed(before);
        settled();
        keep("code");
        home.otherWillSay(
                "HTTP/2 does the same for each stream: a `WINDOW_UPDATE` frame gives the sender more room, so one slow"
                        + " stream does not hold up the others on the connection.");
        ask("And in HTTP/2?", home);
    }

    /** Types a question, and waits until it is answered. */
    private void ask(String question, TalkingHome home) throws Exception {
        long before = home.served();
        ask(question);
        home.awaitServed(before);
        settled();
    }

    /** Types a question, and waits until what comes stands still. */
    private void ask(String question) throws Exception {
        screen.type(question);
        last = screen.look(folder.resolve("typed.png"));
        screen.press("Return");
        long end = System.nanoTime() + Until.LIMIT.toNanos();
        while (screen.look(folder.resolve("now.png")).differing(last, MESSAGES).isEmpty()) {
            assertThat(System.nanoTime()).as("an answer to " + question).isLessThan(end);
        }
        settled();
    }

    /** Waits until something is written in a window that has come, which may be blank at first. */
    private void written(AppProcess window) throws Exception {
        long end = System.nanoTime() + Until.LIMIT.multipliedBy(2).toNanos();
        while (screen.look(folder.resolve("now.png")).isPlain(MESSAGES)) {
            assertThat(System.nanoTime()).as(window.describe()).isLessThan(end);
        }
        settled();
    }

    private void changed(Rectangle where, AppProcess window) throws Exception {
        long end = System.nanoTime() + Until.LIMIT.multipliedBy(2).toNanos();
        Picture before = last;
        while (screen.look(folder.resolve("now.png")).differing(before, where).isEmpty()) {
            assertThat(System.nanoTime()).as(window.describe()).isLessThan(end);
        }
        settled();
    }

    /** Waits until pictures in a row are the same where messages are, but not for ever: a cursor or a clock there never stands still. */
    private void settled() throws Exception {
        long end = System.nanoTime() + MOST.toNanos();
        int same = 0;
        while (same < 3 && System.nanoTime() < end) {
            Picture now = screen.look(folder.resolve("now.png"));
            same = now.differing(last, MESSAGES).isEmpty() ? same + 1 : 0;
            last = now;
        }
    }

    private double brightness(String name) throws Exception {
        Color margin = new Color(Picture.read(kept(name)).image().getRGB(280, 400));
        return (margin.getRed() + margin.getGreen() + margin.getBlue()) / 3.0;
    }

    private static Path kept(String name) {
        return Path.of("target", "desktop", "chat-" + name + ".png");
    }

    private void keep(String name) throws Exception {
        Path kept = kept(name);
        Files.createDirectories(kept.getParent());
        last.write(WINDOW, kept);
        Picture.document(kept, kept.getFileName().toString());
    }
}
