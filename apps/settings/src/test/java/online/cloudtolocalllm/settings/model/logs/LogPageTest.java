package online.cloudtolocalllm.settings.model.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import online.cloudtolocalllm.config.daemon.DaemonConfig.LogLevel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogPageTest {

    @TempDir
    Path folder;

    private Path file;
    private LogPage page;
    /** What somebody sees who does only what the changes say. */
    private final List<LogLine> seen = new ArrayList<>();

    @BeforeEach
    void begin() {
        file = folder.resolve("tray.log");
        page = new LogPage(file, Runnable::run, Runnable::run, this::changed);
    }

    @AfterEach
    void end() {
        page.close();
    }

    private void changed(LogChange change) {
        switch (change) {
            case LogChange.Anew(List<LogLine> all) -> {
                seen.clear();
                seen.addAll(all);
            }
            case LogChange.More(int gone, List<LogLine> more) -> {
                seen.subList(0, gone).clear();
                seen.addAll(more);
            }
        }
        assertThat(page.state().shown()).isEqualTo(seen.size());
    }

    private void write(String level, int from, int to) throws IOException {
        String lines = IntStream.range(from, to)
                .mapToObj(i -> "2026-01-01T00:00:00.000Z %-5s Source line %d%n".formatted(level, i))
                .collect(Collectors.joining());
        Files.writeString(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private List<String> messages() {
        return seen.stream().map(LogLine::message).toList();
    }

    @Test
    void noMoreLinesAreKeptThanFit() throws IOException {
        write("INFO", 0, 4_000);
        page.look();
        assertThat(seen).hasSize(4_000);
        write("WARN", 4_000, 6_000);
        page.look();
        assertThat(seen).hasSize(LogPage.MOST);
        assertThat(messages()).startsWith("line 1000").endsWith("line 5999");
        write("INFO", 6_000, 18_000);
        page.look();
        assertThat(messages()).hasSize(LogPage.MOST).startsWith("line 13000").endsWith("line 17999");
        assertThat(page.state().lines()).isEqualTo(LogPage.MOST);
    }

    @Test
    void linesAreFilteredByLevelAndWords() throws IOException {
        write("DEBUG", 0, 3);
        write("INFO", 3, 6);
        write("WARN", 6, 9);
        write("ERROR", 9, 12);
        page.look();
        page.level(LogLevel.WARN);
        assertThat(messages()).hasSize(6).startsWith("line 6");
        page.words(" LINE 1 ");
        assertThat(messages()).containsExactly("line 10", "line 11");
        write("ERROR", 100, 101);
        write("INFO", 101, 102);
        page.look();
        assertThat(messages()).containsExactly("line 10", "line 11", "line 100");
        assertThat(page.state().lines()).isEqualTo(14);
        page.level(LogLevel.DEBUG);
        page.words("");
        assertThat(seen).hasSize(14);
    }

    @Test
    void whoReadsFurtherUpIsNotDisturbed() throws IOException {
        write("INFO", 0, 10);
        page.look();
        page.follow(false);
        write("INFO", 10, 20);
        write("DEBUG", 20, 30);
        page.look();
        assertThat(messages()).hasSize(10);
        page.level(LogLevel.INFO);
        assertThat(page.state().waiting()).isEqualTo(10);
        page.follow(true);
        assertThat(messages()).hasSize(20).endsWith("line 19");
        assertThat(page.state().waiting()).isZero();
    }

    @Test
    void whatWaitsTooLongTakesThePlaceOfWhatWasShown() throws IOException {
        write("INFO", 0, 10);
        page.look();
        page.follow(false);
        for (int i = 0; i < 3; i++) {
            write("INFO", i * 2_000, (i + 1) * 2_000);
            page.look();
        }
        assertThat(messages()).hasSize(10);
        assertThat(page.state().waiting()).isEqualTo(LogPage.MOST);
        page.follow(true);
        assertThat(messages()).hasSize(LogPage.MOST).startsWith("line 1000").endsWith("line 5999");
    }

    @Test
    void withoutALogItSaysWhatComes() throws IOException {
        assertThat(page.state().looked()).isFalse();
        page.look();
        assertThat(page.state().problem()).hasValue("The daemon writes it as soon as it runs.");
        write("INFO", 0, 1);
        page.look();
        assertThat(page.state().problem()).isEmpty();
        assertThat(messages()).containsExactly("line 0");
    }
}
