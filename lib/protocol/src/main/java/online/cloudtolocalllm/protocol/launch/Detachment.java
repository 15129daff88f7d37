package online.cloudtolocalllm.protocol.launch;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How a process is started so that neither Ctrl-C nor a closed terminal reaches it. */
public final class Detachment {

    private Detachment() {}

    /**
     * The command that runs a program detached; the program's arguments go behind it.
     *
     * @param osName the value of {@code os.name}
     * @param environment the environment in which programs are looked for
     * @param program the program
     */
    public static List<String> command(String osName, Map<String, String> environment, Path program) {
        if (isWindows(osName)) {
            return List.of("cmd.exe", "/c", "start", "\"\"", "/b", program.toString());
        }
        return onPath(environment, "setsid")
                .or(() -> onPath(environment, "nohup"))
                .map(tool -> List.of(tool.toString(), program.toString()))
                .orElseGet(() -> List.of(program.toString()));
    }

    /** Where a detached process reads from: an input that is always at its end. */
    public static ProcessBuilder.Redirect nothing() {
        return ProcessBuilder.Redirect.from(new File(endsAtOnce() ? "NUL" : "/dev/null"));
    }

    /** Whether the detaching command ends as soon as the program has begun, so that its exit code says nothing. */
    public static boolean endsAtOnce() {
        return isWindows(System.getProperty("os.name", ""));
    }

    /** The program of this name in the folders of {@code PATH}. */
    public static Optional<Path> onPath(Map<String, String> environment, String name) {
        for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            if (!folder.isEmpty() && folder.indexOf('\0') < 0) {
                Path file = Path.of(folder, name);
                if (Files.isExecutable(file) && !Files.isDirectory(file)) {
                    return Optional.of(file);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isWindows(String osName) {
        return osName.toLowerCase(Locale.ROOT).startsWith("windows");
    }
}
