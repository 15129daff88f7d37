package online.cloudtolocalllm.config.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import online.cloudtolocalllm.config.ConnectionDefaults;
import online.cloudtolocalllm.config.OllamaHost;
import online.cloudtolocalllm.config.daemon.DaemonConfig;

/**
 * What connections take where they say nothing, as the environment has it.
 *
 * @param defaults what they take
 * @param notices what is wrong with the environment, a sentence each; of interest where a connection takes its address from it
 */
record FoundDefaults(ConnectionDefaults defaults, List<String> notices) {

    /**
     * Reads the environment.
     *
     * @param daemon the daemon's settings, whose gateway no connection may lead to
     */
    static FoundDefaults of(Map<String, String> environment, DaemonConfig daemon) {
        Path home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home", "/")));
        return switch (OllamaHost.of(environment, daemon.gateway())) {
            case OllamaHost.At(String url) -> new FoundDefaults(new ConnectionDefaults(url, home), List.of());
            case OllamaHost.Unset ignored ->
                new FoundDefaults(new ConnectionDefaults(ConnectionDefaults.OLLAMA_URL, home), List.of());
            case OllamaHost.Ignored(String reason) ->
                new FoundDefaults(
                        new ConnectionDefaults(ConnectionDefaults.OLLAMA_URL, home),
                        List.of("The environment variable " + OllamaHost.VARIABLE + " is ignored: " + reason + "."));
        };
    }
}
