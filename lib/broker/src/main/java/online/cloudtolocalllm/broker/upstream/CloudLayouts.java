package online.cloudtolocalllm.broker.upstream;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import online.cloudtolocalllm.config.Origin;

/** Which layout each cloud was found to have, by its base URL. Thread-safe. */
public final class CloudLayouts {

    private final ConcurrentHashMap<String, CloudLayout> found = new ConcurrentHashMap<>();

    /** The layout that was found at a base URL; empty if none was yet. */
    public Optional<CloudLayout> known(Origin origin) {
        return Optional.ofNullable(found.get(origin.toString()));
    }

    /** The layout to use at a base URL: what was found, or what is documented. */
    public CloudLayout of(Origin origin) {
        return found.getOrDefault(origin.toString(), CloudLayout.DOCUMENTED);
    }

    void remember(Origin origin, CloudLayout layout) {
        found.put(origin.toString(), layout);
    }

    /** Looks again from the next probe on: what is at this base URL has changed. */
    void forget(Origin origin) {
        found.remove(origin.toString());
    }
}
