package online.cloudtolocalllm.cli.keyboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFileTest {

    @TempDir
    Path home;

    @Test
    void whatWasTypedIsKeptForItsOwnerOnly() throws Exception {
        Path file = home.resolve("chat_history");
        HistoryFile history = new HistoryFile(file);
        assertThat(history.entries()).isEmpty();
        history.add("one");
        history.add("two\nlines \"quoted\" ü");
        history.add("two\nlines \"quoted\" ü");
        history.add(" secret");
        history.add("");
        assertThat(history.add("x".repeat(20_000))).containsExactly("one", "two\nlines \"quoted\" ü");
        assertThat(new HistoryFile(file).entries()).containsExactly("one", "two\nlines \"quoted\" ü");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void damagedLinesArePassedOver() throws Exception {
        Path file = home.resolve("chat_history");
        Files.writeString(file, "{\"text\":\"one\"}\nnonsense\n\n{\"other\":1}\n{\"text\":\"two\"}");
        assertThat(new HistoryFile(file).add("three")).containsExactly("one", "two", "three");
    }

    @Test
    void itKeepsTheLastThousand() throws Exception {
        Path file = home.resolve("chat_history");
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 1_200; i++) {
            many.append("{\"text\":\"").append(i).append("\"}\n");
        }
        Files.writeString(file, many);
        HistoryFile history = new HistoryFile(file);
        assertThat(history.entries()).hasSize(1_000).endsWith("1199");
        assertThat(history.add("new")).hasSize(1_000).startsWith("201").endsWith("new");
    }

    @Test
    void aFileThatIsNoneIsAnError() throws Exception {
        Path folder = Files.createDirectory(home.resolve("chat_history"));
        Files.writeString(folder.resolve("x"), "x");
        assertThatThrownBy(() -> new HistoryFile(folder).add("one")).isInstanceOf(IOException.class);
    }
}
