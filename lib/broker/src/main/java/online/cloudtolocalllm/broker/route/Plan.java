package online.cloudtolocalllm.broker.route;

import java.util.List;

/** Where a request may go. */
public sealed interface Plan {

    /**
     * These connections, in this order.
     *
     * @param stops at least one
     */
    record Ask(List<Stop> stops) implements Plan {
        /** Copies the list. */
        public Ask {
            stops = List.copyOf(stops);
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
