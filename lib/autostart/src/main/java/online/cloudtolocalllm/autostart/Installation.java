package online.cloudtolocalllm.autostart;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import online.cloudtolocalllm.autostart.text.ProgramStart;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.launch.Launcher;

/**
 * What is to be started at login, and whose login that is.
 *
 * @param osName the value of {@code os.name}
 * @param environment environment variables
 * @param userHome the value of {@code user.home}, used when {@code HOME} is not set
 * @param launcher the launcher script, empty if it is unknown
 * @param locations the product's files
 */
public record Installation(
        String osName, Map<String, String> environment, String userHome, Optional<Path> launcher, Locations locations) {

    /** Copies the map. */
    public Installation {
        environment = Map.copyOf(environment);
    }

    /** That of this process. */
    public static Installation ofThisProcess(Locations locations) {
        return new Installation(
                System.getProperty("os.name", ""),
                System.getenv(),
                System.getProperty("user.home", ""),
                Launcher.ofThisProcess(),
                locations);
    }

    /** Which family of systems it is on. */
    enum Kind {
        LINUX,
        MACOS,
        WINDOWS
    }

    /** Every system but two keeps the habits of Linux's desktops. */
    Kind kind() {
        String os = osName.toLowerCase(Locale.ROOT);
        if (os.startsWith("windows")) {
            return Kind.WINDOWS;
        }
        return os.startsWith("mac") ? Kind.MACOS : Kind.LINUX;
    }

    /** The user's own folder. */
    Optional<Path> home() {
        return absolute(variable("HOME").orElse(userHome));
    }

    /** Where the user's settings of desktop programs are: {@code XDG_CONFIG_HOME} if it is an absolute path, as its specification wants. */
    Optional<Path> xdgConfig() {
        return variable("XDG_CONFIG_HOME").flatMap(Installation::absolute).or(() -> home().map(
                        home -> home.resolve(".config")));
    }

    /** Where the system's settings of desktop programs are, the first first. */
    List<Path> xdgSystemConfig() {
        return List.of(variable("XDG_CONFIG_DIRS").orElse("/etc/xdg").split(":")).stream()
                .flatMap(folder -> absolute(folder).stream())
                .toList();
    }

    /** The folder that a variable names. */
    Optional<Path> folder(String variable) {
        return variable(variable).flatMap(Installation::absolute);
    }

    /** The variable's value if it has one. */
    Optional<String> variable(String name) {
        return Optional.of(environment.getOrDefault(name, "")).filter(value -> !value.isEmpty());
    }

    /** The daemon, started by the launcher with what this user's environment says of it; empty if the launcher is unknown. */
    Optional<ProgramStart> daemon(String... arguments) {
        SortedMap<String, String> variables = new TreeMap<>();
        variable(Locations.HOME_VARIABLE)
                .ifPresent(moved ->
                        variables.put(Locations.HOME_VARIABLE, locations.home().toString()));
        // The session that starts the daemon may not have read the shell's start-up files, where this is set.
        folder("JAVA_HOME").ifPresent(jdk -> variables.put("JAVA_HOME", jdk.toString()));
        return launcher.map(file -> {
            List<String> words = new ArrayList<>(List.of("daemon"));
            words.addAll(List.of(arguments));
            return new ProgramStart(file.toString(), words, variables);
        });
    }

    /** A path as people write it: with a tilde for the user's folder. */
    String shown(Path file) {
        return home().filter(file::startsWith)
                .map(home -> "~" + file.getFileSystem().getSeparator() + home.relativize(file))
                .orElseGet(file::toString);
    }

    private static Optional<Path> absolute(String text) {
        try {
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Path.of(text)).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
