package online.cloudtolocalllm.daemon.desktop;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import online.cloudtolocalllm.config.InvalidSettingException;
import online.cloudtolocalllm.config.Origin;
import online.cloudtolocalllm.protocol.launch.Detachment;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.StatusSnapshot;

/**
 * Ollama as a program on this computer: whether it is installed, and which connection waits for it. Blocks on the disk for a
 * moment. Thread-safe.
 *
 * @param environment environment variables
 * @param osName the value of {@code os.name}
 */
record OllamaProgram(Map<String, String> environment, String osName) {

    /** Where it is, if it is installed. */
    Optional<Path> find() {
        boolean windows = osName.toLowerCase(Locale.ROOT).startsWith("windows");
        return Detachment.onPath(environment, windows ? "ollama.exe" : "ollama")
                .or(() -> usualPlaces(windows).filter(Files::isExecutable).findFirst());
    }

    /** Where its installers put it: programs of a desktop often have a shorter PATH than a terminal. */
    private Stream<Path> usualPlaces(boolean windows) {
        if (windows) {
            return place("LOCALAPPDATA", "Programs/Ollama/ollama.exe").stream();
        }
        Stream<Path> fixed = Stream.of(
                        "/usr/local/bin/ollama",
                        "/usr/bin/ollama",
                        "/opt/homebrew/bin/ollama",
                        "/snap/bin/ollama",
                        "/Applications/Ollama.app/Contents/Resources/ollama")
                .map(Path::of);
        return Stream.concat(place("HOME", ".local/bin/ollama").stream(), fixed);
    }

    private Optional<Path> place(String variable, String below) {
        String folder = environment.getOrDefault(variable, "");
        try {
            return folder.isEmpty() ? Optional.empty() : Optional.of(Path.of(folder, below.split("/", -1)));
        } catch (InvalidPathException e) {
            // A folder that cannot be has no program in it.
            return Optional.empty();
        }
    }

    /** The connection that would serve if Ollama ran: one to this computer, at whose address nothing listens. */
    static Optional<ConnectionStatus> awaited(StatusSnapshot snapshot) {
        return snapshot.connections().stream()
                .filter(connection -> connection.kind() == ConnectionKind.LOCAL_OLLAMA
                        && connection.enabled()
                        && connection.health().nothingListens()
                        && origin(connection).filter(Origin::loopback).isPresent())
                .findFirst();
    }

    /** What Ollama's own variable must say so that it listens where the connection asks; empty if it does so anyway. */
    Optional<String> host(ConnectionStatus connection) {
        return environment.getOrDefault("OLLAMA_HOST", "").isEmpty()
                ? origin(connection)
                        .filter(origin -> origin.address().port() != 11_434)
                        .map(origin -> origin.address().toString())
                : Optional.empty();
    }

    private static Optional<Origin> origin(ConnectionStatus connection) {
        try {
            return Optional.of(Origin.parse(connection.address()));
        } catch (InvalidSettingException e) {
            // An address that is none leads nowhere.
            return Optional.empty();
        }
    }
}
