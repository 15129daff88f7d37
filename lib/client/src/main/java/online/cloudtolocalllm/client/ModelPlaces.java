package online.cloudtolocalllm.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import online.cloudtolocalllm.protocol.CanonicalName;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;

/** Which connections list a model. Immutable. */
final class ModelPlaces {

    private final Map<String, List<String>> connections = new HashMap<>();

    /**
     * What these connections list.
     *
     * @param all in the order in which they are asked
     */
    ModelPlaces(List<ConnectionStatus> all) {
        for (ConnectionStatus connection : all) {
            if (connection.enabled() && !connection.paused()) {
                for (String model : connection.models()) {
                    List<String> places =
                            connections.computeIfAbsent(CanonicalName.of(model), name -> new ArrayList<>());
                    if (!places.contains(connection.id().name())) {
                        places.add(connection.id().name());
                    }
                }
            }
        }
    }

    /** The names of the connections that list the model. */
    List<String> of(String model) {
        return connections.getOrDefault(CanonicalName.of(model), List.of());
    }
}
