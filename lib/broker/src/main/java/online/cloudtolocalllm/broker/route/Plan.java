package online.cloudtolocalllm.broker.route;

import java.util.List;
import online.cloudtolocalllm.broker.settings.ConnectionSettings;

/** Where a request may go. */
public sealed interface Plan {

    /**
     * These connections, in this order.
     *
     * @param connections at least one
     */
    record Ask(List<ConnectionSettings> connections) implements Plan {
        /** Copies the list. */
        public Ask {
            connections = List.copyOf(connections);
        }
    }

    /**
     * Nowhere.
     *
     * @param status the HTTP status that says so
     * @param reason one sentence that says why and one that says what to do
     */
    record Nowhere(int status, String reason) implements Plan {}
}
