package online.cloudtolocalllm.tray.awt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The menu as AWT really makes it, in a process with a display of its own; the display has no panel. */
@Tag("desktop")
@Timeout(120)
class AwtOnScreenTest {

    @Test
    void theMenuIsBuiltRelabelledAndChosenFrom() throws Exception {
        Process display = new ProcessBuilder("Xvfb", "-displayfd", "1", "-screen", "0", "400x300x24")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            String number = display.inputReader().readLine();
            assertThat(number).as("the number of the display").matches("\\d+");
            assertThat(linesOn(":" + number))
                    .containsExactly(
                            "a_b · 2 ms",
                            "  2 ms (off)",
                            "  [x] Prefer",
                            "-",
                            "Pause & go",
                            "Quit daemon",
                            "a_b · -",
                            "  – (off)",
                            "  [ ] Prefer",
                            "-",
                            "Pause & go (off)",
                            "Quit daemon",
                            "same true",
                            "chosen Prefer[connection=a_b, on=true]",
                            "still false",
                            "chosen Pause[connection=a_b, on=false]",
                            "chosen QuitDaemon[]",
                            "left 0",
                            "NO_PANEL: the desktop shows no icons");
        } finally {
            display.destroy();
            display.waitFor();
        }
    }

    private static List<String> linesOn(String display) throws Exception {
        ProcessBuilder program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dstdout.encoding=UTF-8",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AwtProgram.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        program.environment().put("DISPLAY", display);
        program.environment().remove("WAYLAND_DISPLAY");
        program.environment().remove("DBUS_SESSION_BUS_ADDRESS");
        Process process = program.start();
        try {
            List<String> lines =
                    process.inputReader(StandardCharsets.UTF_8).lines().toList();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return lines;
        } finally {
            process.destroyForcibly();
        }
    }
}
