package online.cloudtolocalllm.daemon.process;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import online.cloudtolocalllm.config.daemon.DaemonConfig.LogLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DaemonLogTest {

    @TempDir
    Path folder;

    private final LoggerContext context = new LoggerContext();
    private final ByteArrayOutputStream console = new ByteArrayOutputStream();

    DaemonLogTest() {
        context.setMDCAdapter(new LogbackMDCAdapter());
    }

    private DaemonLog open(Path file, long mostBytes, LogLevel level, boolean debug) {
        PrintStream stream = new PrintStream(console, true, StandardCharsets.UTF_8);
        return DaemonLog.open(context, file, mostBytes, level, debug, stream);
    }

    private void sayEverything() {
        var logger = context.getLogger("online.cloudtolocalllm.Example");
        logger.debug("a detail");
        logger.info("an event");
        logger.warn("a warning", new IOException("its cause"));
        context.getLogger("io.netty.Example").info("netty talks");
    }

    private String shown() {
        return console.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theFileHoldsMoreThanTheTerminal() throws Exception {
        Path file = folder.resolve("tray.log");
        try (DaemonLog log = open(file, 1_000_000, LogLevel.INFO, false)) {
            assertThat(log).isNotNull();
            sayEverything();
        }
        assertThat(Files.readString(file))
                .containsPattern("(?m)^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z INFO  Example an event$")
                .contains("a warning", "its cause")
                .doesNotContain("a detail", "netty talks");
        assertThat(shown()).contains("WARN  a warning").doesNotContain("an event", "its cause");
    }

    @Test
    void debugShowsMoreOfBoth() throws Exception {
        Path file = folder.resolve("tray.log");
        try (DaemonLog log = open(file, 1_000_000, LogLevel.ERROR, true)) {
            assertThat(log).isNotNull();
            sayEverything();
        }
        assertThat(Files.readString(file)).contains("a detail").doesNotContain("netty talks");
        assertThat(shown()).contains("an event").doesNotContain("a detail");
    }

    @Test
    void aMessageCannotPretendToBeSeveral() throws Exception {
        Path file = folder.resolve("tray.log");
        try (DaemonLog log = open(file, 1_000_000, LogLevel.INFO, false)) {
            assertThat(log).isNotNull();
            context.getLogger("x").warn("one\r\n2026 ERROR two\u001b[31m");
        }
        assertThat(Files.readAllLines(file)).singleElement().asString().endsWith("one 2026 ERROR two [31m");
    }

    @Test
    void rotatesAndKeepsEveryFileToItsOwner() throws Exception {
        Path odd = Files.createDirectory(folder.resolve("100% (x) y"));
        Path file = odd.resolve("tray.log");
        Files.writeString(file, "from before\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        try (DaemonLog log = open(file, 2_000, LogLevel.INFO, false)) {
            assertThat(log).isNotNull();
            for (int i = 0; i < 200; i++) {
                context.getLogger("x").warn("message number {} with some more words to fill the file", i);
            }
        }
        try (Stream<Path> files = Files.list(odd)) {
            List<Path> all = files.sorted().toList();
            assertThat(all)
                    .extracting(path -> String.valueOf(path.getFileName()))
                    .containsExactly("tray.log", "tray.log.1", "tray.log.2", "tray.log.3", "tray.log.4");
            for (Path path : all) {
                assertThat(path).satisfies(it -> assertThat(Files.size(it)).isLessThan(2_500));
                assertThat(Files.getPosixFilePermissions(path)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
            }
        }
        assertThat(Files.readString(file) + Files.readString(odd.resolve("tray.log.1")))
                .contains("message number 199");
    }

    @Test
    void aLogThatCannotBeWrittenIsToldAndTheDaemonGoesOn() throws Exception {
        Path file = Files.createDirectory(folder.resolve("tray.log"));
        try (DaemonLog log = open(file, 1_000_000, LogLevel.INFO, false)) {
            assertThat(log).isNotNull();
            sayEverything();
        }
        assertThat(shown().lines())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("warning: the log cannot be written: ")
                .endsWith("it is a folder. Running without it.");
        assertThat(shown()).contains("a warning");
    }
}
