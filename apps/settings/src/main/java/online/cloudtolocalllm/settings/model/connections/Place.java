package online.cloudtolocalllm.settings.model.connections;

import java.util.Comparator;
import java.util.List;
import online.cloudtolocalllm.config.ConnectionSettings;

/**
 * Where a connection stands in the order in which they are asked.
 *
 * @param name its name
 * @param priority lower is asked first; of the same the name decides
 * @param preferred whether it is asked before all others
 */
record Place(String name, int priority, boolean preferred) {

    private static final Comparator<Place> ORDER = Comparator.comparing((Place place) -> !place.preferred())
            .thenComparingInt(Place::priority)
            .thenComparing(Place::name);

    /** Those of these connections, in order. */
    static List<Place> all(List<ConnectionSettings> connections) {
        return connections.stream()
                .map(settings -> new Place(settings.id().name(), settings.priority(), settings.preferred()))
                .sorted(ORDER)
                .toList();
    }
}
