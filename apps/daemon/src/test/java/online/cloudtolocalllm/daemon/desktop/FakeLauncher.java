package online.cloudtolocalllm.daemon.desktop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.launch.Launcher;
import online.cloudtolocalllm.testkit.Until;

/** A launcher that writes down with what it was started, and does then what a test says. */
final class FakeLauncher implements AutoCloseable {

    static final String SECRET = "ROUTER_TOKEN";

    private final Path folder;
    private final Path script;
    private final Path list;

    FakeLauncher(Path folder) throws IOException {
        this.folder = folder;
        this.script = folder.resolve("a launcher");
        this.list = folder.resolve("started");
        for (WindowKind kind : WindowKind.values()) {
            Path jars = Files.createDirectories(folder.resolve("stage").resolve(kind.folder()));
            Files.createFile(jars.resolve("classpath"));
        }
        does("exec sleep 1000");
    }

    /** What the programs do from now on. */
    void does(String commands) throws IOException {
        // Another file in its place: a shell may still be reading the former one.
        Path next = folder.resolve("next launcher");
        Files.writeString(next, "#!/bin/sh\necho \"$$ $*\" >> '" + list + "'\n" + commands + "\n");
        Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rwx------"));
        Files.move(next, script, StandardCopyOption.ATOMIC_MOVE);
    }

    Locations locations() {
        return new Locations(folder);
    }

    Map<String, String> environment() {
        Map<String, String> variables = new HashMap<>();
        variables.put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
        variables.put("DISPLAY", ":77");
        variables.put(SECRET, "not for windows");
        variables.put(Launcher.STAGE, folder.resolve("stage").toString());
        return variables;
    }

    WindowLauncher launcher() {
        return launcher(environment());
    }

    WindowLauncher launcher(Map<String, String> environment) {
        return new WindowLauncher(
                Optional.of(script),
                locations(),
                environment,
                () -> Set.of(SECRET),
                new DisplaySearch(environment, "Linux"));
    }

    /** The arguments of every program that was started. */
    List<String> started() {
        return lines().stream()
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .toList();
    }

    ProcessHandle process(int number) {
        String line = lines().get(number);
        return ProcessHandle.of(Long.parseLong(line.substring(0, line.indexOf(' '))))
                .orElseThrow();
    }

    boolean awaitStarted(int count) throws InterruptedException {
        return Until.holds(Until.LIMIT, () -> lines().size() == count);
    }

    private List<String> lines() {
        try {
            return Files.exists(list) ? Files.readAllLines(list) : List.of();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        for (String line : lines()) {
            Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(line.substring(0, line.indexOf(' '))));
            if (process.isPresent()) {
                process.get().destroyForcibly();
                process.get()
                        .onExit()
                        .orTimeout(Until.LIMIT.toSeconds(), TimeUnit.SECONDS)
                        .join();
            }
        }
    }
}
