package online.cloudtolocalllm.settings.model.apps;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of gateway keys.
 *
 * @param known whether the daemon has told them
 * @param keys those that count, by name
 * @param revoked those that were just revoked and can be brought back, each with the time until which that is offered
 * @param made a key that was just made; empty once the person has it
 * @param making whether one is being made
 * @param problem what went wrong last, as a sentence; empty if nothing did
 */
public record AppsState(
        boolean known,
        List<AppKey> keys,
        Map<String, Instant> revoked,
        Optional<NewKey> made,
        boolean making,
        String problem) {

    /** Nothing is known. */
    static final AppsState UNKNOWN = new AppsState(false, List.of(), Map.of(), Optional.empty(), false, "");

    /** Copies what it is given. */
    public AppsState {
        keys = List.copyOf(keys);
        revoked = Map.copyOf(revoked);
    }

    AppsState withKeys(List<AppKey> now) {
        return new AppsState(true, now, revoked, made, making, problem);
    }

    AppsState withRevoked(Map<String, Instant> now) {
        return new AppsState(known, keys, now, made, making, problem);
    }

    AppsState withMade(Optional<NewKey> now) {
        return new AppsState(known, keys, revoked, now, false, "");
    }

    AppsState withMaking() {
        return new AppsState(known, keys, revoked, made, true, "");
    }

    AppsState withProblem(String sentence) {
        return new AppsState(known, keys, revoked, made, making, sentence);
    }

    /** None was made, for this reason. */
    AppsState withNone(String why) {
        return new AppsState(known, keys, revoked, made, false, why);
    }

    /** The daemon is away: of its keys nothing is known, and nothing can be brought back. One that was just made is still one. */
    AppsState away() {
        return new AppsState(false, List.of(), Map.of(), made, false, "");
    }
}
