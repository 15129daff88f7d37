package online.cloudtolocalllm.daemon.process;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import online.cloudtolocalllm.config.daemon.DaemonConfig.LogLevel;
import online.cloudtolocalllm.protocol.files.FileProblem;
import online.cloudtolocalllm.protocol.files.OwnerOnlyFiles;
import org.slf4j.LoggerFactory;

/**
 * The daemon's log: {@code tray.log} and its four predecessors of 10 MB each, and the terminal for what matters there. Written by
 * one thread of its own behind a queue of 1,024 events, so that no event loop waits for a disk; when the queue is four fifths full
 * events below "warn" are dropped, and when it is full all are. Control characters in a message become spaces: a line of the log is
 * always an event of ours.
 */
public final class DaemonLog implements AutoCloseable {

    private static final long MOST_BYTES = 10L * 1024 * 1024;
    private static final int PREDECESSORS = 4;
    private static final int QUEUE = 1024;
    private static final String MESSAGE = "%replace(%msg){'[\\p{Cntrl}]+', ' '}";

    private final LoggerContext context;
    private final boolean debug;

    private DaemonLog(LoggerContext context, boolean debug) {
        this.context = context;
        this.debug = debug;
    }

    /**
     * Opens the log for every logger of this process. A file that cannot be written is told in one line on the console, and the
     * log then goes only there. Blocks on the disk.
     *
     * @param file the log file, in a folder that exists
     * @param level what goes to the file
     * @param debug raises the file to "debug" and the console from "warn" to "info"
     * @param console where the terminal reads, usually standard error; not closed
     */
    public static DaemonLog open(Path file, LogLevel level, boolean debug, PrintStream console) {
        return open((LoggerContext) LoggerFactory.getILoggerFactory(), file, MOST_BYTES, level, debug, console);
    }

    static DaemonLog open(
            LoggerContext context, Path file, long mostBytes, LogLevel level, boolean debug, PrintStream console) {
        context.reset();
        Appender<ILoggingEvent> terminal = terminal(context, console, debug ? Level.INFO : Level.WARN);
        Appender<ILoggingEvent> target = terminal;
        try {
            checkWritable(file);
            target = new Both(List.of(logFile(context, file, mostBytes), terminal));
            target.setContext(context);
            target.start();
        } catch (IOException e) {
            console.println("warning: the log cannot be written: " + FileProblem.describe(e) + ". Running without it.");
        }
        AsyncAppender queue = new AsyncAppender();
        queue.setContext(context);
        queue.setQueueSize(QUEUE);
        queue.setNeverBlock(true);
        queue.addAppender(target);
        queue.start();
        var root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(debug ? Level.DEBUG : levelOf(level));
        root.addAppender(queue);
        // Netty tells its whole environment at "debug" and may quote what it reads.
        context.getLogger("io.netty").setLevel(Level.WARN);
        // dbus-java writes what it sends and receives at "debug", and secrets are among it.
        context.getLogger("org.freedesktop.dbus").setLevel(Level.WARN);
        return new DaemonLog(context, debug);
    }

    /** Changes what goes to the file from now on; nothing changes if the log was opened for debugging. Does not block. */
    public void level(LogLevel level) {
        if (!debug) {
            context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(levelOf(level));
        }
    }

    /** Writes what is queued, waiting for at most a second, and closes the file. What is logged later is lost. */
    @Override
    public void close() {
        context.stop();
    }

    private static void checkWritable(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + ": it is a folder");
        }
        OwnerOnlyFiles.openFile(file);
        FileChannel.open(file, StandardOpenOption.APPEND).close();
    }

    private static Appender<ILoggingEvent> logFile(LoggerContext context, Path file, long mostBytes) {
        OwnerOnlyLogFile appender = new OwnerOnlyLogFile();
        appender.setContext(context);
        appender.setFile(file.toString());
        appender.setEncoder(
                encoder(context, "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z',UTC} %-5level %logger{0} " + MESSAGE + "%n"));
        SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
        size.setContext(context);
        size.setMaxFileSize(new FileSize(mostBytes));
        // Looked at for every event: the standard of once a minute lets a fault fill the disk first.
        size.setCheckIncrement(Duration.buildByMilliseconds(0));
        NumberedLogFiles window = new NumberedLogFiles(file, PREDECESSORS);
        window.start();
        size.start();
        appender.setRollingPolicy(window);
        appender.setTriggeringPolicy(size);
        appender.start();
        return appender;
    }

    private static Appender<ILoggingEvent> terminal(LoggerContext context, PrintStream console, Level level) {
        OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
        appender.setContext(context);
        ThresholdFilter threshold = new ThresholdFilter();
        threshold.setLevel(level.toString());
        threshold.start();
        appender.addFilter(threshold);
        appender.setEncoder(encoder(context, "%d{HH:mm:ss} %-5level " + MESSAGE + "%n%nopex"));
        appender.setOutputStream(new Unclosed(console));
        appender.start();
        return appender;
    }

    private static PatternLayoutEncoder encoder(LoggerContext context, String pattern) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(pattern);
        encoder.start();
        return encoder;
    }

    private static Level levelOf(LogLevel level) {
        return switch (level) {
            case ERROR -> Level.ERROR;
            case WARN -> Level.WARN;
            case INFO -> Level.INFO;
            case DEBUG -> Level.DEBUG;
        };
    }

    /** The queue takes one appender only. */
    private static final class Both extends UnsynchronizedAppenderBase<ILoggingEvent> {
        private final List<Appender<ILoggingEvent>> targets;

        Both(List<Appender<ILoggingEvent>> targets) {
            this.targets = targets;
        }

        @Override
        protected void append(ILoggingEvent event) {
            targets.forEach(target -> target.doAppend(event));
        }

        @Override
        public void stop() {
            super.stop();
            targets.forEach(Appender::stop);
        }
    }

    /** Standard error outlives the log. */
    private static final class Unclosed extends OutputStream {
        private final PrintStream target;

        Unclosed(PrintStream target) {
            this.target = target;
        }

        @Override
        public void write(int b) {
            target.write(b);
        }

        @Override
        public void write(byte[] bytes, int from, int count) {
            target.write(bytes, from, count);
        }

        @Override
        public void flush() {
            target.flush();
        }
    }
}
