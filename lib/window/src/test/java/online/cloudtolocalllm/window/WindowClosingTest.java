package online.cloudtolocalllm.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Parent;
import javafx.scene.layout.StackPane;
import javafx.stage.Window;
import javafx.stage.WindowEvent;
import online.cloudtolocalllm.client.StartPolicy;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.process.TemporaryHome;
import online.cloudtolocalllm.window.start.WindowName;
import org.junit.jupiter.api.Test;

/** What becomes of a window that is closed, on JavaFX's headless platform. JavaFX ends with the program, so this is one test. */
class WindowClosingTest {

    private final BlockingQueue<WindowExit> exits = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

    /** Content that decides about closing for itself, or leaves it. */
    private record Content(StackPane root, BlockingQueue<WindowExit> exits, BlockingQueue<String> seen)
            implements WindowPart {
        @Override
        public void shown(String part) {
            // There is one part.
        }

        @Override
        public List<String> parts() {
            return List.of();
        }

        @Override
        public void settings(String tab) {
            // There are none.
        }

        @Override
        public void closing(WindowExit exit) {
            exits.add(exit);
        }

        @Override
        public void close() {
            seen.add(anyShown() ? "closed while it is seen" : "closed unseen");
        }

        @Override
        public void finish() {
            seen.add(anyShown() ? "finished while it is seen" : "finished unseen");
        }
    }

    /** Content that says nothing of closing. */
    private record Plain(Content content) implements WindowPart {
        @Override
        public Parent root() {
            return content.root();
        }

        @Override
        public void shown(String part) {
            content.shown(part);
        }

        @Override
        public List<String> parts() {
            return content.parts();
        }

        @Override
        public void settings(String tab) {
            content.settings(tab);
        }

        @Override
        public void close() {
            content.close();
        }
    }

    private static boolean anyShown() {
        if (Platform.isFxApplicationThread()) {
            return !Window.getWindows().isEmpty();
        }
        CompletableFuture<Boolean> any = new CompletableFuture<>();
        Platform.runLater(() -> any.complete(!Window.getWindows().isEmpty()));
        return any.join();
    }

    private static void closeWindow() {
        Platform.runLater(() -> List.copyOf(Window.getWindows())
                .forEach(window -> Event.fireEvent(window, new WindowEvent(window, WindowEvent.WINDOW_CLOSE_REQUEST))));
    }

    private WindowExit exit() throws InterruptedException {
        WindowExit exit = exits.poll(Until.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        return Objects.requireNonNull(exit, "the content is not asked");
    }

    @Test
    void theContentDecidesAndOtherwiseItEnds() throws Exception {
        assertThat(Toolkit.start()).isTrue();
        CompletableFuture<Boolean> ended = new CompletableFuture<>();
        WindowPart plain = new Plain(new Content(new StackPane(), exits, seen));
        CompletableFuture<WindowExit> last = new CompletableFuture<>();
        plain.closing(new WindowExit() {
            @Override
            public void end() {
                last.complete(this);
            }

            @Override
            public void hide() {
                throw new AssertionError("nobody wished for that");
            }
        });
        assertThat(last).as("content that says nothing ends").isDone();
        WindowProgram program = new WindowProgram(
                new WindowName("test", "Test", "test window"),
                new WindowSize(300, 200, 100, 100),
                StartPolicy.NEVER,
                shell -> new Content(new StackPane(), exits, seen));
        try (TemporaryHome home = TemporaryHome.create();
                RunningWindow running = new RunningWindow(
                        program, home.locations(), Map.of(), new PrintStream(OutputStream.nullOutputStream()))) {
            Thread.ofVirtual().start(() -> ended.complete(running.awaitEnd()));
            running.open("", false);
            assertThat(Until.holds(Until.LIMIT, WindowClosingTest::anyShown)).isTrue();
            closeWindow();
            WindowExit first = exit();
            assertThat(anyShown()).as("it stays while the person is asked").isTrue();
            first.hide();
            assertThat(Until.holds(Until.LIMIT, () -> !anyShown())).isTrue();
            assertThat(ended).as("the program goes on").isNotDone();
            assertThat(running.raise("")).isTrue();
            assertThat(Until.holds(Until.LIMIT, WindowClosingTest::anyShown)).isTrue();
            closeWindow();
            exit().end();
            assertThat(ended.get(Until.LIMIT.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
        }
        assertThat(seen)
                .as("nobody looks at a window that finishes")
                .containsExactly("closed while it is seen", "finished unseen");
    }
}
