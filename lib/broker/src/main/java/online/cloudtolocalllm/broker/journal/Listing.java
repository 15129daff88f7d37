package online.cloudtolocalllm.broker.journal;

import java.util.List;

/**
 * Requests as they were at one moment.
 *
 * @param records the newest first
 * @param next what to ask for later, so that none that ends from now on is missing; one that ended just now may be told again
 */
public record Listing(List<RequestRecord> records, long next) {

    /** Copies the list. */
    public Listing {
        records = List.copyOf(records);
    }
}
