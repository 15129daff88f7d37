package online.cloudtolocalllm.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.Until;
import org.jspecify.annotations.Nullable;

/**
 * A real Ollama that serves {@code tiny} and {@code tiny-think}, and a daemon whose only connection it is. Closing it stops
 * both.
 *
 * <p>With {@code -Dreal.target=direct} there is no daemon and clients talk to Ollama itself: what fails then is not the
 * gateway's fault.
 */
final class Stack implements AutoCloseable {

    /** What {@code tiny} answers to everything but tools. */
    static final String ANSWER = answer();

    private static final Pattern OLLAMA_SERVES = Pattern.compile("^real-ollama: serving .* on (http\\S+)");
    private static final Pattern DAEMON_SERVES = Pattern.compile("^gateway: (http\\S+)");

    private final Path home;
    private final RunningProgram ollama;
    private final URI ollamaAddress;
    private @Nullable RunningProgram daemon;
    private URI target;

    private Stack(Path home, RunningProgram ollama) throws IOException, InterruptedException {
        this.home = home;
        this.ollama = ollama;
        this.ollamaAddress = URI.create(ollama.address());
        this.target = ollamaAddress;
    }

    /**
     * Starts both and waits until they serve.
     *
     * @throws IOException if one of them does not; the message holds what it said
     */
    static Stack start() throws IOException, InterruptedException {
        RunningProgram ollama = RunningProgram.start(
                new ProcessBuilder(Scripts.OLLAMA.toString(), "serve", "127.0.0.1:0", "--until-stdin-closes"),
                OLLAMA_SERVES);
        Stack stack = null;
        try {
            stack = new Stack(Files.createTempDirectory("real home "), ollama);
            if (!direct()) {
                stack.startDaemon();
            }
            return stack;
        } catch (IOException | InterruptedException | RuntimeException e) {
            if (stack == null) {
                ollama.close();
            } else {
                stack.close();
            }
            throw e;
        }
    }

    private void startDaemon() throws IOException, InterruptedException {
        JsonObject local = JsonObject.builder()
                .put("connection_type", "local_ollama")
                .put("host", ollamaAddress.getHost())
                .put("port", ollamaAddress.getPort())
                .put("api_base_url", ollamaAddress.toString())
                .put("enabled", true)
                .put("timeout", 30)
                .build();
        JsonObject cloud = JsonObject.of("connection_type", "cloud_proxy", "enabled", false)
                .with("api_base_url", "https://cloud.invalid");
        Files.writeString(
                new Locations(home).connectionConfig(),
                Json.writeIndented(JsonObject.of("local_ollama", local, "cloud_proxy", cloud)));
        ProcessBuilder builder =
                new ProcessBuilder(java("online.cloudtolocalllm.daemon.Main", "--gateway", "127.0.0.1:0", "--no-tray"));
        builder.environment().putAll(environment());
        RunningProgram started = RunningProgram.start(builder, DAEMON_SERVES);
        daemon = started;
        target = URI.create(started.address());
        if (!Until.holds(Until.LIMIT, this::knowsTheModels)) {
            throw new IOException("the daemon does not hear of the models. It said:\n" + started.said());
        }
    }

    /** What is told of models is what the daemon has heard, which is nothing when it has only just begun to serve. */
    private boolean knowsTheModels() {
        try {
            return Exchange.send(target, "GET", "/api/tags", "").text().contains("\"tiny-think:latest\"");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether clients talk to Ollama itself. */
    static boolean direct() {
        return System.getProperty("real.target", "gateway").equals("direct");
    }

    /** The address of Ollama itself. */
    URI ollama() {
        return ollamaAddress;
    }

    /** The address that clients are given: the gateway's. */
    URI target() {
        return target;
    }

    /** What the daemon printed, to explain a failure. */
    Optional<String> daemonSaid() {
        return Optional.ofNullable(daemon).map(RunningProgram::said);
    }

    /** Variables with which the product's own programs are found and use this daemon's files. */
    Map<String, String> environment() {
        return Map.of(Locations.HOME_VARIABLE, home.toString(), "CLASSPATH", System.getProperty("java.class.path", ""));
    }

    /** The command that runs one of the product's main classes, in the {@link #environment()}, as a process of its own. */
    static List<String> java(String mainClass, String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), mainClass));
        command.addAll(List.of(arguments));
        return command;
    }

    private static String answer() {
        StringBuilder text = new StringBuilder("Hello, I am tiny.\n Count:");
        for (int number = 1; number <= 120; number++) {
            text.append(' ').append(number);
        }
        return text.append(". Grüße 🦙 end").toString();
    }

    @Override
    public void close() throws IOException {
        try (ollama) {
            if (daemon != null) {
                daemon.close();
            }
        } finally {
            try (Stream<Path> files = Files.walk(home)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
