package online.cloudtolocalllm.client;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import online.cloudtolocalllm.protocol.launch.Detachment;
import online.cloudtolocalllm.protocol.launch.Launcher;

/**
 * Where the program is that starts the daemon.
 *
 * @param told what the launcher told this process by {@link Launcher#PROPERTY}; empty if it did not
 * @param running the program that runs now, if the system tells
 * @param environment environment variables
 * @param osName the value of {@code os.name}
 */
record LauncherSearch(String told, Optional<Path> running, Map<String, String> environment, String osName) {

    /** A search in the surroundings of this process. */
    static LauncherSearch ofThisProcess() {
        return new LauncherSearch(
                System.getProperty(Launcher.PROPERTY, ""),
                ProcessHandle.current().info().command().map(Path::of),
                System.getenv(),
                System.getProperty("os.name", ""));
    }

    /** The first place with a program that can be run: where it was told, beside the running program, on the PATH, the usual ones. */
    Optional<Path> find() {
        return places().filter(place -> Files.isExecutable(place) && !Files.isDirectory(place))
                .findFirst();
    }

    private Stream<Path> places() {
        String name = isWindows() ? "cloudtolocalllm.cmd" : "cloudtolocalllm";
        List<Path> places = new ArrayList<>();
        if (!told.isEmpty()) {
            places.add(Path.of(told));
        }
        running.map(program -> program.resolveSibling(name)).ifPresent(places::add);
        Detachment.onPath(Map.of("PATH", absolutePath()), name).ifPresent(places::add);
        usualFolders().forEach(folder -> places.add(folder.resolve(name)));
        return places.stream();
    }

    /** PATH without what depends on the working folder: nothing there shall become the daemon. */
    private String absolutePath() {
        return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .filter(folder -> new File(folder).isAbsolute())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private Stream<Path> usualFolders() {
        String os = osName.toLowerCase(Locale.ROOT);
        if (isWindows()) {
            return Stream.concat(
                    below("LOCALAPPDATA", "Programs/CloudToLocalLLM"), below("ProgramFiles", "CloudToLocalLLM"));
        }
        Stream<Path> shared = Stream.of(
                        "/usr/local/bin", "/usr/bin", "/opt/cloudtolocalllm", "/opt/cloudtolocalllm/bin")
                .map(Path::of);
        Stream<Path> own = Stream.concat(below("HOME", ".local/bin"), shared);
        return os.startsWith("mac")
                ? Stream.concat(
                        own,
                        Stream.of(
                                Path.of("/opt/homebrew/bin"),
                                Path.of("/Applications/CloudToLocalLLM.app/Contents/MacOS")))
                : own;
    }

    private Stream<Path> below(String variable, String folder) {
        String value = environment.getOrDefault(variable, "");
        return value.isEmpty() ? Stream.empty() : Stream.of(Path.of(value).resolve(folder));
    }

    private boolean isWindows() {
        return osName.toLowerCase(Locale.ROOT).startsWith("windows");
    }
}
