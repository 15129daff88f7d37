package online.cloudtolocalllm.desktop;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.desktop.InstalledProgram;
import online.cloudtolocalllm.testkit.process.AppProcess;
import online.cloudtolocalllm.testkit.process.Command;

/** xfce4-panel with its tray. {@link #close()} kills it, and the processes of its plugins. */
record Panel(AppProcess process) implements AutoCloseable {

    /** Starts it; when its tray is there the watcher's name on the bus tells. */
    static Panel start(Map<String, String> environment) throws IOException {
        return new Panel(InstalledProgram.start(
                Command.of("xfce4-panel", "--disable-wm-check").environment(environment), "xfce4-panel"));
    }

    /** Kills it at once, with its plugins: a panel that crashed leaves nothing. Blocks until all have ended. */
    void kill() throws InterruptedException {
        List<ProcessHandle> plugins = plugins();
        process.kill();
        plugins.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle plugin : plugins) {
            if (!Until.holds(Until.LIMIT, () -> !plugin.isAlive())) {
                throw new AssertionError("a plugin of the panel did not end");
            }
        }
    }

    private List<ProcessHandle> plugins() {
        return ProcessHandle.of(process.pid()).stream()
                .flatMap(ProcessHandle::descendants)
                .toList();
    }

    @Override
    public void close() {
        List<ProcessHandle> plugins = plugins();
        process.close();
        plugins.forEach(ProcessHandle::destroyForcibly);
    }
}
