package online.cloudtolocalllm.desktop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import online.cloudtolocalllm.testkit.process.Command;
import online.cloudtolocalllm.testkit.process.Connections;
import online.cloudtolocalllm.testkit.process.DaemonProcess;
import online.cloudtolocalllm.testkit.process.TemporaryHome;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;

/**
 * A daemon from the launcher on a panel's desktop, with a small Ollama. {@link #close()} ends it and every window that it started.
 *
 * @param upstream the Ollama
 * @param home its files
 * @param process the daemon
 */
record PanelDaemon(ScriptedUpstream upstream, TemporaryHome home, DaemonProcess process) implements AutoCloseable {

    /** Starts it and blocks until it serves. */
    static PanelDaemon start(PanelSession session) throws IOException, InterruptedException {
        ScriptedUpstream upstream = ScriptedUpstream.ollama();
        TemporaryHome home = TemporaryHome.with(Connections.none().local(upstream.url()));
        Command command = Command.of(launcher(), "daemon", "--port", "0", "--gateway", "127.0.0.1:0")
                .environment(session.environment())
                .environment("JAVA_HOME", System.getProperty("java.home"))
                .environment("CLOUDTOLOCALLLM_NO_BUILD", "1")
                .in(home);
        return new PanelDaemon(upstream, home, DaemonProcess.start(command, home));
    }

    /** The path of the program that people start. */
    static String launcher() {
        return Path.of("..", "..", "cloudtolocalllm")
                .toAbsolutePath()
                .normalize()
                .toString();
    }

    /** How many lines of its log have these words. */
    long logged(String words) throws IOException {
        try (var lines = Files.lines(home.locations().log())) {
            return lines.filter(line -> line.contains(words)).count();
        }
    }

    /** The processes that it started for windows: they work in its home and are not the daemon. */
    List<ProcessHandle> windows() {
        return ProcessHandle.allProcesses()
                .filter(other -> other.pid() != process.process().pid() && worksInOurHome(other))
                .toList();
    }

    private boolean worksInOurHome(ProcessHandle other) {
        try {
            String environment = Files.readString(
                    Path.of("/proc", String.valueOf(other.pid()), "environ"), StandardCharsets.ISO_8859_1);
            return environment.contains(home.folder().toString());
        } catch (IOException e) {
            // It has ended, or is somebody else's.
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        List<ProcessHandle> windows = windows();
        try (home;
                upstream) {
            process.close();
            windows.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
