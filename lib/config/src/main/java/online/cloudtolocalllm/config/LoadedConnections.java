package online.cloudtolocalllm.config;

import java.util.List;

/**
 * What reading {@code connection_config.json} gave.
 *
 * @param connections the usable connections
 * @param notices what was wrong, one sentence each with file, key and reason
 */
public record LoadedConnections(List<ConnectionSettings> connections, List<String> notices) {

    /** Copies the lists. */
    public LoadedConnections {
        connections = List.copyOf(connections);
        notices = List.copyOf(notices);
    }
}
