package online.cloudtolocalllm.chat.model.standing;

import java.time.Duration;
import java.util.List;
import online.cloudtolocalllm.client.DaemonException;
import online.cloudtolocalllm.client.TrayService;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.window.words.Words;

/**
 * The daemon's remedies, over the window's link. Thread-safe; methods block as long as the daemon takes, and half a minute at most.
 *
 * @param daemon the link, which the caller closes
 */
public record DaemonRemedies(TrayService daemon) implements Remedies {

    private static final Duration LOOK = Duration.ofSeconds(10);
    /** Ollama gets ten seconds from the daemon, the demo nearly as much. */
    private static final Duration START = Duration.ofSeconds(30);

    @Override
    public OllamaHere ollama() {
        try {
            JsonObject here = daemon.request(JsonObject.of("command", "OLLAMA"), LOOK);
            if (here.flag("starting", false)) {
                return OllamaHere.STARTING;
            }
            if (here.flag("startable", false)) {
                return OllamaHere.STARTABLE;
            }
            return here.flag("installed", false) ? OllamaHere.INSTALLED : OllamaHere.MISSING;
        } catch (DaemonException e) {
            return OllamaHere.UNKNOWN;
        }
    }

    @Override
    public String startOllama() {
        return problem(JsonObject.of("command", "OLLAMA", "start", true));
    }

    @Override
    public String startDemo() {
        return problem(JsonObject.of("command", "START_DEMO"));
    }

    @Override
    public String resume(List<String> connections) {
        return problem(JsonObject.builder()
                .put("command", "SET_CONFIG")
                .put(
                        "changes",
                        connections.stream()
                                .map(name -> JsonObject.builder()
                                        .put("connection", name)
                                        .put("unset", List.of("paused"))
                                        .build())
                                .toList())
                .build());
    }

    private String problem(JsonObject command) {
        try {
            daemon.request(command, START);
            return "";
        } catch (DaemonException e) {
            return Words.sentence(String.valueOf(e.getMessage()));
        }
    }
}
