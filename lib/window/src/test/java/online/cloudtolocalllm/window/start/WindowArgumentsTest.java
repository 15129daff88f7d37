package online.cloudtolocalllm.window.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WindowArgumentsTest {

    @Test
    void aTabCanBeNamed() {
        assertThat(WindowArguments.read("settings", List.of())).isEqualTo(new WindowArguments.Show(""));
        assertThat(WindowArguments.read("settings", List.of("--tab", "status")))
                .isEqualTo(new WindowArguments.Show("status"));
        assertThat(WindowArguments.read("settings", List.of("--rehearse"))).isEqualTo(new WindowArguments.Rehearse());
    }

    @Test
    void whatMakesNoSenseIsToldWithTheUsage() {
        for (List<String> wrong :
                List.of(List.of("x"), List.of("--tab"), List.of("--tab", "A b"), List.of("--tab", "a", "b"))) {
            assertThat(WindowArguments.read("chat", wrong))
                    .isInstanceOfSatisfying(WindowArguments.Wrong.class, told -> assertThat(told.line())
                            .contains("is not understood")
                            .contains("usage: cloudtolocalllm app [--tab NAME]"));
        }
        assertThat(WindowArguments.read("settings", List.of("--help")))
                .isInstanceOfSatisfying(WindowArguments.Help.class, told -> assertThat(told.text())
                        .startsWith("usage: "));
    }

    @Test
    void withoutADisplayThereIsOneLine() {
        assertThat(DisplayCheck.missing("settings window", "Linux", Map.of("DISPLAY", ":0")))
                .isEmpty();
        assertThat(DisplayCheck.missing("settings window", "Mac OS X", Map.of()))
                .isEmpty();
        assertThat(DisplayCheck.missing("settings window", "Linux", Map.of("DISPLAY", "")))
                .hasValueSatisfying(line -> assertThat(line)
                        .startsWith("error: ")
                        .contains("DISPLAY")
                        .doesNotContain("\n"));
        assertThat(DisplayCheck.missing("settings window", "Linux", Map.of("WAYLAND_DISPLAY", "wayland-0")))
                .hasValueSatisfying(line -> assertThat(line).contains("XWayland"));
    }

    @Test
    void onlyWarningsAreWritten() {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.Logger logger = new WindowLogs(new PrintStream(written, true, StandardCharsets.UTF_8))
                .getLogger("javafx", Object.class.getModule());
        logger.log(System.Logger.Level.INFO, "nothing");
        logger.log(
                System.Logger.Level.WARNING,
                "Unsupported JavaFX configuration: classes were loaded from 'unnamed module'");
        logger.log(System.Logger.Level.WARNING, "it {0}", "happens");
        logger.log(System.Logger.Level.ERROR, "it fails", new IllegalStateException("so"));
        assertThat(written.toString(StandardCharsets.UTF_8))
                .isEqualToNormalizingNewlines(
                        "javafx: it happens\njavafx: it fails: java.lang.IllegalStateException: so\n");
    }
}
