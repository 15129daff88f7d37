package online.cloudtolocalllm.daemon.process;

import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.rolling.RollingPolicy;
import ch.qos.logback.core.rolling.RolloverFailure;
import ch.qos.logback.core.rolling.helper.CompressionMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import online.cloudtolocalllm.protocol.files.FileProblem;

/**
 * Rotates a log file through a fixed number of predecessors, {@code .1} being the newest. Logback's own fixed window reads the
 * file's path as a pattern and fails on a folder with a percent sign in its name. Used by the log's own thread only.
 */
final class NumberedLogFiles implements RollingPolicy {

    private final Path file;
    private final int predecessors;
    private volatile boolean started;

    NumberedLogFiles(Path file, int predecessors) {
        this.file = file;
        this.predecessors = predecessors;
    }

    @Override
    public void rollover() throws RolloverFailure {
        try {
            for (int i = predecessors; i > 0; i--) {
                Path from = i == 1 ? file : numbered(i - 1);
                if (Files.exists(from)) {
                    Files.move(from, numbered(i), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new RolloverFailure(FileProblem.describe(e), e);
        }
    }

    private Path numbered(int number) {
        return file.resolveSibling(file.getFileName() + "." + number);
    }

    @Override
    public String getActiveFileName() {
        return file.toString();
    }

    @Override
    public CompressionMode getCompressionMode() {
        return CompressionMode.NONE;
    }

    @Override
    public void setParent(FileAppender<?> appender) {
        // The file is known from the beginning.
    }

    @Override
    public void start() {
        started = true;
    }

    @Override
    public void stop() {
        started = false;
    }

    @Override
    public boolean isStarted() {
        return started;
    }
}
