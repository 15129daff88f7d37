package online.cloudtolocalllm.broker.listing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import online.cloudtolocalllm.broker.model.ModelList;
import online.cloudtolocalllm.broker.relay.OwnAnswer;
import online.cloudtolocalllm.broker.route.Limits;
import online.cloudtolocalllm.broker.route.RouteCandidate;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.protocol.CanonicalName;
import online.cloudtolocalllm.protocol.json.JsonArray;
import online.cloudtolocalllm.protocol.json.JsonNull;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.ConnectionKind;

/**
 * Answers from the lists of several connections, given in the order in which they would be asked: of a model that two have, the
 * first one's entry is told, and none where the request's limits would not let the model be asked for. Pure.
 */
final class Merged {

    private static final String OLLAMA_TYPE = "application/json; charset=utf-8";
    private static final String OPENAI_TYPE = "application/json";

    private Merged() {}

    /** One model of one connection: its name for clients, what is said of it, and the kind of the connection. */
    private record Listed(String name, JsonObject said, ConnectionKind kind) {}

    static OwnAnswer tags(List<RouteCandidate> candidates, Limits limits) {
        List<JsonObject> entries = merge(candidates, limits).stream()
                .map(listed -> Entries.ollama(listed.name, listed.said))
                .toList();
        return new OwnAnswer(
                200, OLLAMA_TYPE, JsonObject.of("models", JsonArray.of(entries)).toJson());
    }

    static OwnAnswer loaded(
            List<RouteCandidate> candidates, Limits limits, Function<ConnectionId, List<JsonObject>> loaded) {
        List<JsonObject> entries = new ArrayList<>();
        for (RouteCandidate candidate : candidates) {
            ConnectionSettings settings = candidate.settings();
            for (JsonObject model : loaded.apply(settings.id())) {
                String name = model.text("name", model.text("model", ""));
                if (!name.isEmpty() && isAllowed(settings, name) && limits.allow(candidate, name, name)) {
                    // The same model in the memory of two computers is there twice.
                    entries.add(Entries.ollama(name, model));
                }
            }
        }
        return new OwnAnswer(
                200, OLLAMA_TYPE, JsonObject.of("models", JsonArray.of(entries)).toJson());
    }

    static OwnAnswer models(List<RouteCandidate> candidates, Limits limits) {
        List<JsonObject> entries = merge(candidates, limits).stream()
                .map(listed -> Entries.openAi(listed.name, listed.said))
                .toList();
        return new OwnAnswer(
                200,
                OPENAI_TYPE,
                JsonObject.of("object", "list", "data", JsonArray.of(entries)).toJson() + "\n");
    }

    /** One model by its name; empty if nobody is known to have it, but somebody's list is not known. */
    static Optional<OwnAnswer> model(List<RouteCandidate> candidates, Limits limits, String name) {
        for (Listed listed : merge(candidates, limits)) {
            if (CanonicalName.same(listed.name, name)) {
                String told = listed.kind == ConnectionKind.OPENAI ? listed.name : name;
                return Optional.of(new OwnAnswer(
                        200, OPENAI_TYPE, Entries.openAi(told, listed.said).toJson() + "\n"));
            }
        }
        boolean allKnown =
                candidates.stream().allMatch(candidate -> candidate.models().known());
        return allKnown ? Optional.of(unknown(name)) : Optional.empty();
    }

    private static OwnAnswer unknown(String name) {
        JsonObject error = JsonObject.builder()
                .put("message", "model '" + name + "' not found")
                .put("type", "api_error")
                .put("param", JsonNull.NULL)
                .put("code", JsonNull.NULL)
                .build();
        return new OwnAnswer(404, OPENAI_TYPE, JsonObject.of("error", error).toJson() + "\n");
    }

    private static List<Listed> merge(List<RouteCandidate> candidates, Limits limits) {
        List<Listed> merged = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (RouteCandidate candidate : candidates) {
            for (Listed listed : of(candidate, limits)) {
                if (names.add(CanonicalName.of(listed.name))) {
                    merged.add(listed);
                }
            }
        }
        return merged;
    }

    private static List<Listed> of(RouteCandidate candidate, Limits limits) {
        ConnectionSettings settings = candidate.settings();
        ModelList models = candidate.models();
        List<Listed> listed = new ArrayList<>();
        for (Map.Entry<String, String> alias : new TreeMap<>(settings.aliases()).entrySet()) {
            boolean allowed = isAllowed(settings, alias.getKey()) || isAllowed(settings, alias.getValue());
            if (allowed && limits.allow(candidate, alias.getKey(), alias.getValue())) {
                JsonObject said = models.find(alias.getValue())
                        .map(name -> models.entries().get(name))
                        .orElse(JsonObject.EMPTY);
                listed.add(new Listed(alias.getKey(), said, settings.kind()));
            }
        }
        for (Map.Entry<String, JsonObject> model : models.entries().entrySet()) {
            if (isAllowed(settings, model.getKey()) && limits.allow(candidate, model.getKey(), model.getKey())) {
                listed.add(new Listed(model.getKey(), model.getValue(), settings.kind()));
            }
        }
        return listed;
    }

    private static boolean isAllowed(ConnectionSettings settings, String name) {
        return settings.models().isEmpty()
                || settings.models().stream().anyMatch(allowed -> CanonicalName.same(allowed, name));
    }
}
