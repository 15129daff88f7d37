package online.cloudtolocalllm.daemon.process;

import java.io.IOException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running demo upstream, a child of this process. It lives as long as its standard input is open: however this process ends, the
 * system closes the pipe and the demo goes too. Thread-safe.
 */
public final class DemoProcess implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DemoProcess.class);
    private static final long PATIENCE_SECONDS = 3;

    private final Process process;
    private final String address;

    DemoProcess(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /** Its base URL, such as {@code http://127.0.0.1:4711}. */
    public String address() {
        return address;
    }

    /** Its process. */
    public long pid() {
        return process.pid();
    }

    /** Completes with the exit code when it has ended, by whatever cause, on any thread. */
    public CompletionStage<Integer> ended() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** Ends it and waits for that, at most about six seconds; not for an event loop. A second call does nothing. */
    @Override
    public void close() {
        end(process);
    }

    /** Ends a process and its children: kindly by the end of its input, then by a signal, then by force. */
    static void end(Process process) {
        var children = process.descendants().toList();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroy();
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    LOG.warn("The demo (process {}) did not stop and was killed.", process.pid());
                }
            }
        } catch (IOException e) {
            LOG.debug("The demo's input was closed already: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
