package online.cloudtolocalllm.settings.model.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import online.cloudtolocalllm.config.daemon.DaemonConfig.LogLevel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {

    @TempDir
    Path folder;

    private Path file;
    private LogTail tail;

    @BeforeEach
    void begin() {
        file = folder.resolve("tray.log");
        tail = new LogTail(file);
    }

    @AfterEach
    void end() throws IOException {
        tail.close();
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private LogTail.Look.Lines look() {
        return (LogTail.Look.Lines) tail.look();
    }

    private List<String> texts() {
        return look().lines().stream().map(LogLine::text).toList();
    }

    @Test
    void itFollowsAFileFromBeforeItIsThere() throws IOException {
        assertThat(tail.look()).isEqualTo(new LogTail.Look.Missing());
        write("");
        assertThat(look()).isEqualTo(new LogTail.Look.Lines(true, List.of()));
        write("one\ntwo\nthr");
        assertThat(texts()).containsExactly("one", "two");
        assertThat(texts()).as("a line is told when it is whole").isEmpty();
        write("ee\r\n");
        assertThat(look()).satisfies(look -> {
            assertThat(look.anew()).isFalse();
            assertThat(look.lines()).extracting(LogLine::text).containsExactly("three");
        });
    }

    @Test
    void theOldFileIsReadToItsEndBeforeTheNewOne() throws IOException {
        write("one\n");
        look();
        write("two\n");
        Files.move(file, folder.resolve("tray.log.1"));
        assertThat(texts()).as("between two files").containsExactly("two");
        Files.writeString(folder.resolve("tray.log.1"), "three\n", StandardOpenOption.APPEND);
        write("four\n");
        assertThat(look()).satisfies(look -> {
            assertThat(look.anew()).isFalse();
            assertThat(look.lines()).extracting(LogLine::text).containsExactly("three", "four");
        });
        write("five\n");
        assertThat(texts()).containsExactly("five");
        Files.delete(file);
        assertThat(texts()).isEmpty();
    }

    @Test
    void oneThatSomebodyEmptiedBeginsAgain() throws IOException {
        write("one\ntwo\n");
        look();
        Files.writeString(file, "new\n");
        assertThat(look()).satisfies(look -> {
            assertThat(look.anew()).isTrue();
            assertThat(look.lines()).extracting(LogLine::text).containsExactly("new");
        });
    }

    @Test
    void ofALargeFileOnlyTheEndIsRead() throws IOException {
        write(("x".repeat(99) + "\n").repeat(100_000));
        LogTail.Look.Lines first = look();
        assertThat(first.anew()).isTrue();
        assertThat(first.lines()).hasSizeBetween(LogTail.MOST_AT_ONCE / 100 - 1, LogTail.MOST_AT_ONCE / 100);
        assertThat(first.lines()).allSatisfy(line -> assertThat(line.text()).hasSize(99));
        write(("y".repeat(99) + "\n").repeat(20_000));
        LogTail.Look.Lines second = look();
        assertThat(second.anew()).as("something was passed over").isTrue();
        assertThat(second.lines()).allSatisfy(line -> assertThat(line.text()).startsWith("y"));
    }

    @Test
    void lineWithoutEndTakesNoRoomAndWhatFollowsIsRead() throws IOException {
        write("z".repeat(10_000_000));
        assertThat(texts()).isEmpty();
        write("\n2026-01-01T00:00:00.000Z WARN  Daemon after\n" + "w".repeat(500_000) + "\nlast\n");
        assertThat(look().lines())
                .satisfiesExactly(
                        after -> assertThat(after.message()).isEqualTo("after"),
                        cut -> assertThat(cut.text()).hasSize(LogLine.LONGEST).endsWith("…"),
                        last -> assertThat(last.text()).isEqualTo("last"));
    }

    @Test
    void aLineIsTakenApartAndMadeHarmless() throws IOException {
        byte[] broken = {(byte) 0xff, (byte) 0xfe, '\n'};
        write("""
            2026-11-23T08:30:00.123Z INFO  Main started
            2026-11-23T08:30:01.000Z ERROR Relay it \u202efailed\u0007
            java.io.IOException: x
            \tat a.b(C.java:1)
            2026-99-99T99:99:99.000Z WARN  Main no time
            2026-11-23T08:30:01.000Z LOUD  Main no level

            """);
        Files.write(file, broken, StandardOpenOption.APPEND);
        List<LogLine> lines = look().lines();
        assertThat(lines).hasSize(8);
        assertThat(lines.get(0).at().orElseThrow()).hasToString("2026-11-23T08:30:00.123Z");
        assertThat(lines.get(0).source()).isEqualTo("Main");
        assertThat(lines.get(1).message()).isEqualTo("it failed");
        assertThat(lines.get(1).level()).isEqualTo(LogLevel.ERROR);
        assertThat(lines.subList(2, 8)).allSatisfy(line -> {
            assertThat(line.at()).isEmpty();
            assertThat(line.level()).as("the level of what it goes on with").isEqualTo(LogLevel.ERROR);
        });
        assertThat(lines.get(3).text()).isEqualTo("at a.b(C.java:1)");
        assertThat(lines.get(7).text().getBytes(StandardCharsets.UTF_8)).isNotEmpty();
    }

    @Test
    void whatCannotBeReadIsSaid() throws IOException {
        Files.createDirectory(file);
        assertThat(tail.look()).isInstanceOf(LogTail.Look.Unreadable.class);
        Files.delete(file);
        write("one\n");
        assertThat(texts()).as("and it goes on when it can").containsExactly("one");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no such pipes")
    @Timeout(20)
    void aPipeKeepsNobodyWaiting() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                .isZero();
        assertThat(tail.look()).isInstanceOf(LogTail.Look.Unreadable.class);
        Files.delete(file);
        write("one\n");
        assertThat(texts()).containsExactly("one");
        Files.delete(file);
        assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                .isZero();
        assertThat(tail.look()).as("in the place of one that was read").isInstanceOf(LogTail.Look.Unreadable.class);
    }
}
