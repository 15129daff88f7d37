package online.cloudtolocalllm.demo.http;

import java.util.Optional;

/** The cloud proxy's path map, read backwards: from the proxy's path to Ollama's. Thread-safe. */
public final class CloudPaths {

    /** The proxy's own health path, the only one without a counterpart in Ollama. */
    public static final String HEALTH = "/health";

    private static final String STATUS = "/api/proxy/status";
    private static final String PREFIX = "/api/ollama";

    /** The path that answers this one; empty if the proxy has no such path. */
    Optional<String> ollamaPath(String path) {
        if (path.equals(HEALTH)) {
            return Optional.of(HEALTH);
        }
        if (path.equals(STATUS)) {
            return Optional.of("/api/version");
        }
        if (path.equals(PREFIX)) {
            return Optional.of("/");
        }
        return path.startsWith(PREFIX + "/") && !path.equals(PREFIX + HEALTH)
                ? Optional.of(path.substring(PREFIX.length()))
                : Optional.empty();
    }
}
