package online.cloudtolocalllm.daemon.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowOutputTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("app.out");
    }

    private void print(String text) throws Exception {
        Files.writeString(file, text, StandardOpenOption.APPEND);
    }

    @Test
    void ofAFileThatGrewLargeTheEndIsKept() throws Exception {
        Files.writeString(file, "old" + "x".repeat(WindowOutput.KEPT_BYTES - 4) + "end\n");
        WindowOutput output = WindowOutput.open(file);
        assertThat(Files.size(file)).isEqualTo(WindowOutput.KEPT_BYTES);
        assertThat(output.start()).isEqualTo(WindowOutput.KEPT_BYTES);
        assertThat(file).content().startsWith("xxx").endsWith("end\n");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(output.lastWords()).isEmpty();
        print("new\n");
        assertThat(output.lastWords()).isEqualTo("new");
        assertThat(WindowOutput.open(file).start()).isEqualTo(WindowOutput.KEPT_BYTES);
    }

    @Test
    void theLastWordsAreAFewLinesWithoutTracesAndControls() throws Exception {
        WindowOutput output = WindowOutput.open(file);
        print("one\ntwo\nthree\r\n\n\u001b[31mfour\u001b[0m\n\tat a.b.C.d(C.java:1)\n\t... 12 more\nfive");
        assertThat(output.lastWords()).isEqualTo("three  [31mfour [0m five");
        print("\n" + "ä".repeat(5_000));
        assertThat(output.lastWords()).isEqualTo("… " + "ä".repeat(300));
        Files.writeString(file, "");
        assertThat(output.lastWords()).isEmpty();
    }
}
