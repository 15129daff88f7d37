package online.cloudtolocalllm.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import online.cloudtolocalllm.protocol.CanonicalName;

/**
 * How far requests may travel, by the model that they ask for. Where the exact name has a rule, that counts; otherwise the rule
 * with the longest fitting beginning; otherwise the general one. Pure.
 *
 * @param general for models without a rule
 * @param models by a model's name, with or without its tag, or the beginning of names followed by {@code *}
 */
public record PrivacyRules(Reach general, Map<String, Reach> models) {

    /** Every request may go anywhere. */
    public static final PrivacyRules NONE = new PrivacyRules(Reach.INTERNET, Map.of());

    /** Copies the rules, each under its {@link CanonicalName}. */
    public PrivacyRules {
        Map<String, Reach> lower = new LinkedHashMap<>();
        models.forEach((name, reach) ->
                lower.merge(canonical(name), reach, (one, other) -> one.compareTo(other) <= 0 ? one : other));
        models = Collections.unmodifiableMap(lower);
    }

    /**
     * The name by which a rule stands: two rules of one name are one. A beginning of names stays as it is, in small letters: only together
     * with a name it shows which of it is left out there.
     */
    public static String canonical(String name) {
        return name.endsWith("*") ? name.toLowerCase(Locale.ROOT) : CanonicalName.of(name);
    }

    /** How far a request for this model may travel. */
    public Reach limit(String model) {
        if (models.isEmpty()) {
            return general;
        }
        String asked = CanonicalName.of(model);
        Reach exact = models.get(asked);
        if (exact != null && !asked.endsWith("*")) {
            return exact;
        }
        int heaviest = -1;
        Reach limit = general;
        for (Map.Entry<String, Reach> rule : models.entrySet()) {
            String name = rule.getKey();
            if (!name.endsWith("*")) {
                continue;
            }
            String beginning = name.substring(0, name.length() - 1);
            int weight = CanonicalName.weight(beginning, asked);
            Reach reach = rule.getValue();
            // Two ways to write the same beginning weigh the same: the stricter counts.
            boolean nearer = weight > heaviest || (weight == heaviest && reach.compareTo(limit) < 0);
            if (nearer && CanonicalName.begins(beginning, asked)) {
                heaviest = weight;
                limit = reach;
            }
        }
        return limit;
    }

    /** How far a request may travel that asks for a model, but does not plainly say which: as the strictest rule says. */
    public Reach limitOfUnknown() {
        Reach limit = general;
        for (Reach reach : models.values()) {
            limit = reach.compareTo(limit) < 0 ? reach : limit;
        }
        return limit;
    }
}
