package online.cloudtolocalllm.real;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The scripts that build and start servers and clients. */
final class Scripts {

    private static final Path TEST = Path.of("..").toAbsolutePath().normalize();

    static final Path OLLAMA = TEST.resolve("real-servers/real-ollama");
    static final Path LLAMA_SERVER = TEST.resolve("real-servers/real-llama-server");
    static final Path MODEL = TEST.resolve("real-servers/tiny.gguf");
    static final Path CLIENTS = TEST.resolve("real/clients/run");

    /** The exit code by which a script says that this computer lacks a program; its last line names it. */
    private static final int LACKING = 77;

    /** A first build compiles Ollama on all cores for minutes. */
    private static final Duration INSTALL_LIMIT = Duration.ofMinutes(30);

    private Scripts() {}

    /** The folder of recorded conversations with Ollama; {@code -Dreal.recordings} names another one. */
    static Path recordings() {
        String other = System.getProperty("real.recordings", "");
        return other.isEmpty() ? TEST.resolve("testkit/src/main/resources/wire/ollama-0.17.4") : Path.of(other);
    }

    /** The official command line: the program that also serves. */
    static String ollamaProgram() throws IOException, InterruptedException {
        return Outcome.of(List.of(OLLAMA.toString(), "path"), Map.of(), Duration.ofSeconds(20))
                .output()
                .strip();
    }

    /**
     * Lets a script fetch or build what it runs, which takes no time when that was done before.
     *
     * @return what this computer lacks for it, in words, or nothing when all is there
     * @throws IOException if it failed for another reason
     */
    static Optional<String> install(Path script, String... arguments) throws IOException, InterruptedException {
        if (System.getProperty("os.name", "").startsWith("Windows")) {
            return Optional.of("real servers are started by shell scripts: run these tests on Linux or macOS.");
        }
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        Outcome outcome = Outcome.of(command, Map.of(), INSTALL_LIMIT);
        return switch (outcome.code()) {
            case 0 -> Optional.empty();
            case LACKING ->
                outcome.errors().lines().reduce((earlier, last) -> last).map(line -> line.replaceFirst("^error: ", ""));
            default -> throw new IOException("installing failed: " + outcome);
        };
    }
}
