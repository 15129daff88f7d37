package online.cloudtolocalllm.broker.exchange;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.protocol.CanonicalName;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.ConnectionKind;

/**
 * Remembers which connection served a client with a model, for as long as the model stays in memory there, so that the next
 * request finds it warm. The {@value #MOST} that were used last are kept. Thread-safe.
 */
public final class Conversations {

    static final int MOST = 1_024;

    private static final int LONGEST_CLIENT = 128;

    private final TimeSource time;
    /** Guarded by itself; the one that was used longest ago comes first. */
    private final Map<Key, Served> served = new LinkedHashMap<>(16, 0.75f, true);

    /** Who talks to which model. */
    private record Key(String client, String model) {}

    private record Served(ConnectionId by, long untilNanos) {}

    /** None yet. */
    public Conversations(TimeSource time) {
        this.time = time;
    }

    /** Who served this client with this model before; empty if nobody did, or too long ago. */
    Optional<ConnectionId> before(String client, String model) {
        long now = time.nanoTime();
        Key key = key(client, model);
        synchronized (served) {
            Served last = served.get(key);
            if (last == null) {
                return Optional.empty();
            }
            if (last.untilNanos - now <= 0) {
                served.remove(key);
                return Optional.empty();
            }
            return Optional.of(last.by);
        }
    }

    /** A connection serves this client with this model, which stays in memory for a while; for no time at all if it is zero. */
    void served(String client, String model, ConnectionSettings by, Duration keepAlive) {
        if (by.kind() != ConnectionKind.LOCAL_OLLAMA && by.kind() != ConnectionKind.OLLAMA) {
            // A hosted model is warm for everybody, and who fell over to it goes home as soon as home is up.
            return;
        }
        Key key = key(client, model);
        long until = time.nanoTime() + keepAlive.toNanos();
        synchronized (served) {
            if (keepAlive.isZero()) {
                served.remove(key);
                return;
            }
            served.put(key, new Served(by.id(), until));
            if (served.size() > MOST) {
                served.remove(served.keySet().iterator().next());
            }
        }
    }

    /** Forgets everybody: the settings were changed, and count at once. */
    public void forget() {
        synchronized (served) {
            served.clear();
        }
    }

    int size() {
        synchronized (served) {
            return served.size();
        }
    }

    private static Key key(String client, String model) {
        String bounded = client.length() > LONGEST_CLIENT ? client.substring(0, LONGEST_CLIENT) : client;
        return new Key(bounded, CanonicalName.of(model));
    }
}
