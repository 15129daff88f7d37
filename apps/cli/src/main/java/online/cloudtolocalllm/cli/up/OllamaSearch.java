package online.cloudtolocalllm.cli.up;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import online.cloudtolocalllm.cli.http.HttpCall;
import online.cloudtolocalllm.protocol.HostPort;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;

/** Looks whether Ollama runs. Blocking. */
public final class OllamaSearch {

    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final int MAX_ANSWER = 64 * 1024;
    private static final int MAX_SETTINGS = 1_000_000;

    private final Map<String, String> environment;
    private final Locations locations;

    /** A search by these environment variables and settings. */
    public OllamaSearch(Map<String, String> environment, Locations locations) {
        this.environment = environment;
        this.locations = locations;
    }

    /**
     * What was found.
     *
     * @param places where it was looked for
     * @param configuredVersion the version that answers at the configured address, if one does
     * @param variableVersion the version that answers where {@code OLLAMA_HOST} says, if one does
     */
    public record Found(OllamaPlaces places, Optional<String> configuredVersion, Optional<String> variableVersion) {}

    /** Looks at every place, each for at most about a second. */
    public Found search(HostPort gateway) {
        OllamaPlaces places = OllamaPlaces.of(environment, settings(), gateway);
        return new Found(
                places, version(places.configured()), places.fromVariable().flatMap(OllamaSearch::version));
    }

    /** Settings that cannot be read are the daemon's to report: it keeps a copy and says so. */
    private JsonObject settings() {
        try {
            return Files.size(locations.connectionConfig()) > MAX_SETTINGS
                    ? JsonObject.EMPTY
                    : Json.parseObject(Files.readAllBytes(locations.connectionConfig()));
        } catch (IOException e) {
            return JsonObject.EMPTY;
        }
    }

    /** Ollama's version at an address, if Ollama answers there. */
    static Optional<String> version(HostPort place) {
        try (HttpCall call = HttpCall.send(place, HttpCall.Request.get("/api/version", LIMIT))) {
            return call.status() == 200
                    ? Json.parseObject(call.text(MAX_ANSWER)).text("version")
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
