package online.cloudtolocalllm.daemon.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import online.cloudtolocalllm.config.daemon.DaemonConfig;
import online.cloudtolocalllm.protocol.Handshake;
import online.cloudtolocalllm.protocol.IpcCredentials;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.files.SingleInstance;
import org.slf4j.LoggerFactory;

/** The main class of another process that writes every file of a running daemon and ends as if it had crashed. */
final class FileWriter {

    private FileWriter() {}

    public static void main(String[] arguments) throws IOException {
        Locations locations = new Locations(Path.of(arguments[0]));
        SingleInstance.Outcome outcome = SingleInstance.acquire(locations.lock());
        LoggerFactory.getLogger(FileWriter.class).error("nobody hears this");
        DaemonLog log = DaemonLog.open(locations.log(), DaemonConfig.LogLevel.INFO, false, System.err);
        LoggerFactory.getLogger(FileWriter.class).info("the log works");
        RunningFiles.write(locations, new IpcCredentials(4711, "run", Instant.now(), Handshake.randomText()));
        log.close();
        Runtime.getRuntime().halt(outcome instanceof SingleInstance.Outcome.Acquired ? 0 : 1);
    }
}
