package online.cloudtolocalllm.settings.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.ListView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import online.cloudtolocalllm.testkit.process.TemporaryHome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

/** The log as somebody reads it, while no daemon runs. */
class LogsTabTest {

    private TemporaryHome home;
    private OpenWindow window;

    @BeforeEach
    void open() throws Exception {
        home = TemporaryHome.create();
        window = new OpenWindow(home.locations());
        window.turn("logs");
    }

    @AfterEach
    void close() throws Exception {
        window.close();
        home.close();
    }

    private void write(String level, int from, int to) throws IOException {
        Path log = home.locations().log();
        Files.createDirectories(home.locations().home());
        String lines = IntStream.range(from, to)
                .mapToObj(i -> "2026-01-01T00:00:00.000Z %-5s Source line %d.\n".formatted(level, i))
                .collect(Collectors.joining());
        Files.writeString(log, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private ListView<?> list() {
        return window.robot().lookup("#log-lines").queryAs(ListView.class);
    }

    private boolean has(int lines) throws InterruptedException {
        return window.until(() -> list().getItems().size() == lines);
    }

    @Test
    void itFollowsUntilSomebodyReadsFurtherUp() throws Exception {
        assertThat(window.sees("There is no log yet")).isTrue();
        write("INFO", 0, 200);
        assertThat(window.sees("line 199.")).as("the newest line").isTrue();
        assertThat(window.sees("200 lines")).isTrue();
        Files.move(home.locations().log(), home.locations().home().resolve("tray.log.1"));
        write("WARN", 200, 210);
        assertThat(window.sees("line 209.")).as("over a rotation").isTrue();

        window.robot().interact(() -> {
            list().requestFocus();
            list().getSelectionModel().clearAndSelect(3);
            list().scrollTo(0);
        });
        assertThat(window.sees("↓ newest")).isTrue();
        assertThat(window.text("#log-details")).contains("line 3.").startsWith("2026-01-01T00:00:00.000Z");
        write("INFO", 210, 213);
        assertThat(window.sees("↓ 3 new lines")).isTrue();
        assertThat(list().getItems()).hasSize(210);
        window.click("#log-newest");
        assertThat(window.sees("line 212.")).isTrue();
        assertThat(window.seesNoMore("↓")).isTrue();
    }

    @Test
    void itIsFilteredAndCopied() throws Exception {
        write("INFO", 0, 20);
        write("ERROR", 20, 30);
        assertThat(has(30)).isTrue();
        window.robot().interact(() -> {
            ChoiceBox<?> level = window.robot().lookup("#log-level").queryAs(ChoiceBox.class);
            level.getSelectionModel().selectLast();
        });
        assertThat(has(10)).isTrue();
        window.put("#log-filter", "LINE 21");
        assertThat(has(1)).isTrue();
        assertThat(window.sees("1 of 30 lines")).isTrue();
        window.click("#log-copy");
        assertThat(window.sees("Copied 1 line of the log.")).isTrue();
        assertThat(clipboard()).isEqualTo("2026-01-01T00:00:00.000Z ERROR Source line 21.\n");
        window.put("#log-filter", "nothing has this");
        assertThat(window.sees("No line passes the filter")).isTrue();
        window.put("#log-filter", "line");
        assertThat(has(10)).isTrue();
        window.robot().interact(() -> {
            list().requestFocus();
            list().getSelectionModel().clearSelection();
            list().getSelectionModel().selectRange(2, 5);
        });
        window.robot().push(KeyCode.SHORTCUT, KeyCode.C);
        assertThat(window.sees("Copied 3 lines of the log.")).isTrue();
        assertThat(clipboard().lines()).hasSize(3).first().asString().endsWith("line 22.");
        window.robot().push(KeyCode.ESCAPE);
        assertThat(window.until(() -> list().getSelectionModel().isEmpty())).isTrue();
    }

    @Test
    void nothingIsReadWhileAnotherPageIsSeen() throws Exception {
        write("INFO", 0, 1);
        assertThat(has(1)).isTrue();
        window.turn("about");
        write("INFO", 1, 2);
        // A look that was under way before is over when the next page has been drawn for a while.
        assertThat(window.sees(home.locations().log().toString())).isTrue();
        window.turn("logs");
        assertThat(has(2)).isTrue();
    }

    @Test
    void whatIsNoLogIsSaidAndTheLinesStay() throws Exception {
        Files.createDirectory(home.locations().log());
        assertThat(window.sees("The log cannot be read: ")).isTrue();
        Files.delete(home.locations().log());
        write("INFO", 0, 3);
        assertThat(has(3)).isTrue();
        assertThat(window.seesNoMore("cannot be read")).isTrue();
        Files.delete(home.locations().log());
        Files.createDirectory(home.locations().log());
        assertThat(window.sees("The log cannot be read: ")).isTrue();
        assertThat(list().getItems()).hasSize(3);
    }

    private static String clipboard() {
        return WaitForAsyncUtils.waitForAsyncFx(
                20_000, () -> Clipboard.getSystemClipboard().getString());
    }
}
