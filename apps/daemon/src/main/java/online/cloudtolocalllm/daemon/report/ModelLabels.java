package online.cloudtolocalllm.daemon.report;

import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import online.cloudtolocalllm.broker.journal.RequestRecord;

/**
 * The names under which models are counted: at most {@value #MOST}, everything else is {@value #OTHER}. A name is taken in when a
 * connection has answered for it, so that names that somebody makes up take no place. Thread-safe.
 */
final class ModelLabels {

    static final int MOST = 200;
    static final String OTHER = "other";

    /** Each name by itself: the one text that is kept is hashed once. */
    private final ConcurrentMap<String, String> names = new ConcurrentHashMap<>();

    ModelLabels(Collection<String> known) {
        known.stream().filter(name -> !name.equals(OTHER)).limit(MOST).forEach(name -> names.put(name, name));
    }

    /** The name to count a request under; empty if it names no model. */
    String of(RequestRecord record) {
        String name = Words.model(record.model());
        if (name.isEmpty()) {
            return name;
        }
        String known = names.get(name);
        if (known != null) {
            return known;
        }
        // Two at once may go over the limit by one, which harms nobody.
        if (record.status() >= 200 && record.status() < 400 && names.size() < MOST) {
            names.put(name, name);
            return name;
        }
        return OTHER;
    }
}
