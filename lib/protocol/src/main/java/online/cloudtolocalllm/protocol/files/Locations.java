package online.cloudtolocalllm.protocol.files;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Every path that the product uses, relative to one folder.
 *
 * @param home the folder, absolute
 */
public record Locations(Path home) {

    /** The environment variable that moves the folder. */
    public static final String HOME_VARIABLE = "CLOUDTOLOCALLLM_HOME";

    /** Makes the folder absolute. */
    public Locations {
        home = home.toAbsolutePath().normalize();
    }

    /**
     * The folder of this user, from this process's environment.
     *
     * @throws NoHomeException if neither the variable nor the system tells where it is
     */
    public static Locations ofThisUser() throws NoHomeException {
        return resolve(System.getenv(), System.getProperty("os.name", ""), System.getProperty("user.home", ""));
    }

    /**
     * The folder of a user.
     *
     * @param environment environment variables
     * @param osName the value of {@code os.name}
     * @param userHome the value of {@code user.home}, used when {@code HOME} is not set
     * @throws NoHomeException if neither the variable nor the system tells where it is
     */
    public static Locations resolve(Map<String, String> environment, String osName, String userHome)
            throws NoHomeException {
        String moved = environment.getOrDefault(HOME_VARIABLE, "");
        if (!moved.isEmpty()) {
            return new Locations(path(moved));
        }
        String home = environment.getOrDefault("HOME", "");
        if (home.isEmpty()) {
            home = userHome.equals("?") ? "" : userHome;
        }
        String os = osName.toLowerCase(Locale.ROOT);
        if (os.startsWith("windows")) {
            String local = environment.getOrDefault("LOCALAPPDATA", "");
            if (!local.isEmpty()) {
                return new Locations(path(local).resolve("CloudToLocalLLM"));
            }
        }
        if (home.isEmpty()) {
            throw new NoHomeException("Your home folder is unknown (HOME is not set). Set HOME, or set " + HOME_VARIABLE
                    + " to a folder for CloudToLocalLLM's files.");
        }
        return new Locations(
                os.startsWith("mac")
                        ? path(home).resolve("Library/Application Support/CloudToLocalLLM")
                        : path(home).resolve(os.startsWith("windows") ? "CloudToLocalLLM" : ".cloudtolocalllm"));
    }

    private static Path path(String text) throws NoHomeException {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new NoHomeException("\"" + text + "\" cannot be a folder: " + e.getReason() + ".");
        }
    }

    /** The IPC port in plain decimal; there while the daemon runs. */
    public Path trayPort() {
        return home.resolve("tray_port");
    }

    /** Port and secret for clients of the daemon. */
    public Path ipcAuth() {
        return home.resolve("ipc_auth.json");
    }

    /** The connections. */
    public Path connectionConfig() {
        return home.resolve("connection_config.json");
    }

    /** Gateway, IPC and logging settings. */
    public Path daemonConfig() {
        return home.resolve("daemon_config.json");
    }

    /** What all requests came to. */
    public Path totals() {
        return home.resolve("totals.json");
    }

    /** What is kept of the gateway's keys. */
    public Path keys() {
        return home.resolve("keys.json");
    }

    /** The conversations of the chat window, a database; two files that belong to it have longer names. */
    public Path conversations() {
        return home.resolve("conversations.db");
    }

    /** The folder of tokens that were set where no keyring runs. */
    public Path tokens() {
        return home.resolve("tokens");
    }

    /** The files that are replaced as a whole; some have a copy with {@code .bak} at its name's end. */
    List<Path> written() {
        return List.of(connectionConfig(), daemonConfig(), totals(), keys(), trayPort(), ipcAuth());
    }

    /** The daemon's log. */
    public Path log() {
        return home.resolve("tray.log");
    }

    /** What the daemon prints before its log is open, and what a crash of the Java machine prints. */
    public Path console() {
        return home.resolve("daemon.out");
    }

    /**
     * What a program prints that the daemon started and that may outlive it: a window, or Ollama.
     *
     * @param program what it is called, such as {@code settings} or {@code ollama}
     */
    public Path output(String program) {
        return home.resolve(program + ".out");
    }

    /** The file whose lock says that a daemon runs. */
    public Path lock() {
        return home.resolve("daemon.lock");
    }

    /** Nothing tells where this user's files are. */
    public static final class NoHomeException extends Exception {
        private static final long serialVersionUID = 1L;

        /** An exception whose message says what to do. */
        public NoHomeException(String message) {
            super(message);
        }
    }
}
