package online.cloudtolocalllm.daemon.process;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.RollingFileAppender;
import java.io.IOException;
import java.nio.file.Path;
import online.cloudtolocalllm.protocol.files.OwnerOnlyFiles;

/** A rotating log file that only its owner may read, whatever the umask; also each new file after a rotation. */
final class OwnerOnlyLogFile extends RollingFileAppender<ILoggingEvent> {

    @Override
    public void openFile(String name) throws IOException {
        OwnerOnlyFiles.openFile(Path.of(name));
        super.openFile(name);
    }
}
