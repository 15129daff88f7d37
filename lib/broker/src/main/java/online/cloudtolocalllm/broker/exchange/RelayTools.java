package online.cloudtolocalllm.broker.exchange;

import java.util.function.Supplier;
import online.cloudtolocalllm.broker.TimeLimits;
import online.cloudtolocalllm.broker.health.HealthBoard;
import online.cloudtolocalllm.broker.journal.Journal;
import online.cloudtolocalllm.broker.upstream.LoopSockets;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.config.PrivacyRules;
import online.cloudtolocalllm.protocol.TimeSource;

/**
 * What every relay on one event loop works with.
 *
 * @param sockets the loop's connections to upstreams
 * @param board where observations go and candidates come from
 * @param limits how long to wait
 * @param time clocks
 * @param bodies how much of request bodies is held in all
 * @param admission who may come in, and who waits
 * @param traffic hears which connections are in use
 * @param privacy how far requests for certain models may travel at this moment
 * @param journal notes what becomes of every request
 * @param conversations who served whom before
 * @param early whether the broker has begun so shortly ago that lists of models may be read any moment
 */
public record RelayTools(
        LoopSockets sockets,
        HealthBoard board,
        TimeLimits limits,
        TimeSource time,
        BodyBudget bodies,
        Admission admission,
        Traffic traffic,
        Supplier<PrivacyRules> privacy,
        Journal journal,
        Conversations conversations,
        boolean early) {

    /** Hears which connections are in use. Thread-safe. */
    public interface Traffic {

        /** A request goes to this connection now. */
        void began(ConnectionSettings settings);

        /** It does so no longer. */
        void ended(ConnectionSettings settings);

        /** A request has been waiting on this connection for a while: it should be probed soon. */
        void waiting(ConnectionSettings settings);

        /** A request that changes a connection's models was answered by it. */
        void modelsChanged(ConnectionSettings settings);

        /** A relay is over. */
        void finished(RelayExchange relay, boolean answered);
    }
}
