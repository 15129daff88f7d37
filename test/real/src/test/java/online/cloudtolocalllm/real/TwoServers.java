package online.cloudtolocalllm.real;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import online.cloudtolocalllm.protocol.HostPort;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;

/**
 * A real Ollama as {@code local_ollama}, a real llama.cpp server with a key as {@code router} of type {@code openai}, both
 * with the model {@code tiny}, and a daemon between them and the test. Closing it stops all three.
 */
final class TwoServers implements AutoCloseable {

    private static final String KEY = "key-for-this-test";
    private static final Pattern OLLAMA_SERVES = Pattern.compile("^real-ollama: serving .* on (http\\S+)");

    /** Anywhere in a line: llama.cpp may have begun one with its own log. */
    private static final Pattern LLAMA_SERVES = Pattern.compile("real-llama-server: serving .* on (http\\S+)");

    private static final Pattern DAEMON_SERVES = Pattern.compile("^gateway: (http\\S+)");

    private final Path home;
    private final RunningProgram ollama;
    private final RunningProgram llama;
    private final RunningProgram daemon;
    private final HostPort gateway;

    private TwoServers(
            Path home, RunningProgram ollama, RunningProgram llama, RunningProgram daemon, HostPort gateway) {
        this.home = home;
        this.ollama = ollama;
        this.llama = llama;
        this.daemon = daemon;
        this.gateway = gateway;
    }

    /** Why the servers cannot be made here; empty if they can. */
    static Optional<String> lacking() throws IOException, InterruptedException {
        Optional<String> ollama = Scripts.install(Scripts.OLLAMA, "install");
        return ollama.isPresent() ? ollama : Scripts.install(Scripts.LLAMA_SERVER, "install");
    }

    /**
     * Starts all three and waits until they serve.
     *
     * @param llamaFirst whether llama.cpp is asked before Ollama
     */
    static TwoServers start(boolean llamaFirst) throws IOException, InterruptedException {
        RunningProgram ollama = RunningProgram.start(
                new ProcessBuilder(Scripts.OLLAMA.toString(), "serve", "127.0.0.1:0", "--until-stdin-closes"),
                OLLAMA_SERVES);
        RunningProgram llama = RunningProgram.start(
                new ProcessBuilder(
                        Scripts.LLAMA_SERVER.toString(), "serve", "127.0.0.1:0", "--key", KEY, "--until-stdin-closes"),
                LLAMA_SERVES);
        Path home = Files.createTempDirectory("two servers ");
        Files.writeString(
                new Locations(home).connectionConfig(),
                Json.writeIndented(JsonObject.of(
                        "local_ollama",
                        JsonObject.of("connection_type", "local_ollama", "api_base_url", ollama.address())
                                .with("priority", 10),
                        "router",
                        JsonObject.of("connection_type", "openai", "api_base_url", llama.address() + "/v1")
                                .with("auth_token", KEY)
                                .with("priority", llamaFirst ? 5 : 20))));
        ProcessBuilder builder = new ProcessBuilder(
                Stack.java("online.cloudtolocalllm.daemon.Main", "--gateway", "127.0.0.1:0", "--no-tray"));
        builder.environment().put(Locations.HOME_VARIABLE, home.toString());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path", ""));
        RunningProgram daemon = RunningProgram.start(builder, DAEMON_SERVES);
        URI address = URI.create(daemon.address());
        return new TwoServers(home, ollama, llama, daemon, new HostPort(address.getHost(), address.getPort()));
    }

    /** Where the gateway listens. */
    HostPort gateway() {
        return gateway;
    }

    /** Ends the server that is asked first, at once and without a last word. */
    void killFirst(boolean llamaFirst) {
        (llamaFirst ? llama : ollama).kill();
    }

    /** What the daemon printed, to explain a failure. */
    String daemonSaid() {
        return daemon.said();
    }

    @Override
    public void close() throws IOException {
        try {
            daemon.close();
        } finally {
            ollama.kill();
            llama.kill();
            try (Stream<Path> files = Files.walk(home)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
