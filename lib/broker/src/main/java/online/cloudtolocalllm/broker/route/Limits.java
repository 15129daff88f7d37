package online.cloudtolocalllm.broker.route;

import java.util.Optional;
import online.cloudtolocalllm.config.PrivacyRules;

/**
 * Everything that says how far a request may travel.
 *
 * @param asked what its sender wants
 * @param ofKey whether that is not its own wish but the rule of its program's gateway key
 * @param rules what the settings say, by model
 */
public record Limits(Privacy asked, boolean ofKey, PrivacyRules rules) {

    /** What the sender of a request wants, and nothing else. */
    public static Limits of(Privacy asked) {
        return new Limits(asked, false, PrivacyRules.NONE);
    }

    /** The same limits with these rules of the settings. */
    public Limits withRules(PrivacyRules other) {
        return new Limits(asked, ofKey, other);
    }

    /**
     * What forbids a candidate to a request, if anything does: what was asked counts before the settings. A model that has
     * another name there obeys the stricter rule of both names.
     */
    Optional<Exclusion> exclusion(RouteRequest request, RouteCandidate candidate, Offer offer) {
        Privacy rule = request.model().isEmpty()
                ? Privacy.of(request.hidesModel() ? rules.limitOfUnknown() : rules.limit(""))
                : rule(request.model().get(), offer.nameThere());
        if (asked.and(rule) == Privacy.ANY || Distance.isAllowed(candidate, request, offer, asked.and(rule))) {
            return Optional.empty();
        }
        if (Distance.isAllowed(candidate, request, offer, asked)) {
            return Optional.of(Exclusion.PRIVACY_RULE);
        }
        return Optional.of(ofKey ? Exclusion.PRIVACY_OF_KEY : Exclusion.PRIVACY);
    }

    /** Whether a model that a candidate has may be asked for there. */
    public boolean allow(RouteCandidate candidate, String name, String there) {
        Privacy limit = asked.and(rule(name, Optional.of(there)));
        return limit == Privacy.ANY || Distance.isAllowed(candidate, there, limit);
    }

    private Privacy rule(String name, Optional<String> there) {
        Privacy rule = Privacy.of(rules.limit(name));
        return there.isEmpty() ? rule : rule.and(Privacy.of(rules.limit(there.get())));
    }
}
