package online.cloudtolocalllm.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import online.cloudtolocalllm.testkit.Leaks;
import online.cloudtolocalllm.testkit.Until;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs({OS.LINUX, OS.MAC})
class AppProcessTest {

    private Leaks leaks;

    @BeforeEach
    void start() throws Exception {
        leaks = Leaks.baseline();
    }

    @AfterEach
    void stop() throws Exception {
        leaks.assertNone();
    }

    @Test
    void collectsBothOutputsAndTheExitCode() throws Exception {
        Finished finished = AppProcess.run(shell("echo out; echo err >&2; exit 3"), Until.LIMIT);
        assertThat(finished).isEqualTo(new Finished(3, "out\n", "err\n"));
    }

    @Test
    void givesInputAndVariables() throws Exception {
        Finished finished =
                AppProcess.run(shell("cat; echo $A").input("hello\n").environment("A", "b"), Until.LIMIT);
        assertThat(finished.outputLines()).containsExactly("hello", "b");
    }

    @Test
    void withoutInputThereIsNone() throws Exception {
        assertThat(AppProcess.run(shell("cat"), Until.LIMIT).output()).isEmpty();
    }

    @Test
    void endsWhatRunsTooLong() {
        assertThatThrownBy(() -> AppProcess.run(shell("exec sleep 60"), Duration.ofMillis(300)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("still running after 300 ms");
    }

    @Test
    void tellsWhatWasSaidByWhatRunsTooLong() throws Exception {
        try (AppProcess process = AppProcess.start(shell("echo here; exec sleep 60"))) {
            process.awaitOutputLine(line -> line.equals("here"));
            assertThatThrownBy(() -> process.awaitExit(Duration.ofMillis(1)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("still running after 1 ms")
                    .hasMessageContaining("--- output\nhere\n");
        }
    }

    @Test
    void canBeTalkedWith() throws Exception {
        try (AppProcess process = AppProcess.start(shell("while read line; do echo got $line; done"))) {
            process.write("one\n");
            assertThat(process.awaitOutputLine(line -> line.startsWith("got"))).isEqualTo("got one");
            process.closeInput();
            assertThat(process.awaitExit(Until.LIMIT).exitCode()).isZero();
        }
    }

    @Test
    void anAwaitedLineThatCannotComeIsTold() throws Exception {
        try (AppProcess process = AppProcess.start(shell("echo other; exec >&-; echo why >&2"))) {
            assertThatThrownBy(() -> process.awaitOutputLine(line -> line.equals("wanted")))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("other")
                    .hasMessageContaining("why");
        }
    }

    @Test
    void sendsSignals() throws Exception {
        // Not INT, which is ignored for good in whatever a script starts in the background; and a shell that is about
        // to
        // read a line takes a signal only when the line is there.
        String script = "trap 'echo caught; exit 7' USR1; echo ready; while :; do sleep 0.05; done";
        try (AppProcess process = AppProcess.start(shell(script))) {
            process.awaitOutputLine(line -> line.equals("ready"));
            process.signal("USR1");
            Finished finished = process.awaitExit(Until.LIMIT);
            assertThat(finished.outputLines()).contains("caught");
            assertThat(finished.exitCode()).isEqualTo(7);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void countsDescriptors() throws Exception {
        try (AppProcess process = AppProcess.start(shell("echo ready; read line"))) {
            process.awaitOutputLine(line -> line.equals("ready"));
            assertThat(process.descriptorCount()).isBetween(3, 10);
        }
    }

    @Test
    void theProductsOwnVariablesAreNotPassedOn() throws Exception {
        Finished finished = AppProcess.run(shell("env"), Until.LIMIT);
        assertThat(finished.output()).doesNotContain("CLOUDTOLOCALLLM_", "OLLAMA_", "XDG_", "_JAVA_OPTIONS");
    }

    private static Command shell(String script) {
        return Command.of("sh", "-c", script);
    }
}
