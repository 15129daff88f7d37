package online.cloudtolocalllm.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.process.Connections;
import online.cloudtolocalllm.testkit.process.TemporaryHome;

/**
 * A home with a launcher that starts the real daemon, as the library finds it on a computer where it is installed. Writes down
 * which processes it started; {@link #close()} ends those that are left.
 */
final class Installation implements AutoCloseable {

    private final TemporaryHome home;
    private final Path launcher;
    private final Path list;

    private Installation(TemporaryHome home) {
        this.home = home;
        this.launcher = home.folder().resolve("a launcher");
        this.list = home.folder().resolve("started");
    }

    static Installation with(Connections connections) throws IOException {
        Installation made = new Installation(TemporaryHome.with(connections));
        String daemon = Programs.daemon(made.home).words().stream()
                .map(Installation::quoted)
                .collect(Collectors.joining(" "));
        Files.writeString(
                made.launcher,
                "#!/bin/sh\necho $$ >> " + quoted(made.list.toString()) + "\nunset DBUS_SESSION_BUS_ADDRESS\nexec "
                        + daemon + "\n");
        Files.setPosixFilePermissions(made.launcher, PosixFilePermissions.fromString("rwx------"));
        return made;
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    TemporaryHome home() {
        return home;
    }

    Path launcher() {
        return launcher;
    }

    /** The process ids of all daemons that the launcher began, in order; all but one at a time found another and ended. */
    List<Long> started() throws IOException {
        return Files.exists(list)
                ? Files.readAllLines(list).stream().map(Long::valueOf).toList()
                : List.of();
    }

    List<Long> running() throws IOException {
        return started().stream()
                .filter(pid -> ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false))
                .toList();
    }

    /** Kills what runs (SIGKILL) and waits until it has ended. */
    void killDaemons() throws IOException, InterruptedException {
        for (long pid : running()) {
            ProcessHandle process = ProcessHandle.of(pid).orElse(null);
            if (process != null) {
                process.destroyForcibly();
                awaitEnd(process);
            }
        }
    }

    private static void awaitEnd(ProcessHandle process) throws InterruptedException {
        try {
            process.onExit().get(Until.LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("process " + process.pid() + " does not end", e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            killDaemons();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while daemons were ended", e);
        }
        home.close();
    }
}
