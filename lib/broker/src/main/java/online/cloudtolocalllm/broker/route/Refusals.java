package online.cloudtolocalllm.broker.route;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says in words why a request can go nowhere, and what to do. Pure. */
final class Refusals {

    private Refusals() {}

    /** Refuses a request that no connection is left for, by the reason of those that came nearest to being asked. */
    static void refuse(RouteRequest request, Decision decision) {
        Exclusion nearest = decision.left().stream()
                .map(Decision.Left::why)
                .max(Exclusion::compareTo)
                .orElse(Exclusion.DISABLED);
        String names = names(decision.left().stream()
                .filter(out -> out.why() == nearest)
                .map(Decision.Left::candidate)
                .toList());
        String model = request.model().orElse("");
        switch (nearest) {
            case DISABLED, NOT_NAMED ->
                decision.refuse(503, "No connection is enabled. Enable one in connection_config.json.");
            case PAUSED ->
                decision.refuse(
                        503,
                        "Every enabled connection is paused (" + names
                                + "). Resume one, or name one with X-Connection.");
            case NO_TOKEN ->
                decision.refuse(
                        503,
                        "Nothing is asked without its token, and that of " + names
                                + " is not there. Look at \"cloudtolocalllm status\" for the reason.");
            case PRIVACY, PRIVACY_OF_KEY, PRIVACY_RULE ->
                decision.refuse(503, PrivacyWords.noneLeft(nearest, request, names));
            case MODEL_NOT_ALLOWED ->
                decision.refuse(
                        404,
                        "model '" + model + "' not found: the setting \"models\" of " + names
                                + " does not allow it. Ask for another, or change the setting.");
            case MODEL_UNREADABLE ->
                decision.refuse(
                        400,
                        "The body names no model that can be read, and the setting \"models\" of " + names
                                + " allows some only. Send JSON with \"model\" at its beginning.");
            case NOT_REWRITABLE ->
                decision.refuse(
                        413,
                        "The body is too large for the model's name in it to be changed, and " + names + " has \""
                                + model + "\" under another name. Ask for it by that name, or send less.");
            case ALIAS_DELETED ->
                decision.refuse(
                        400,
                        "\"" + model + "\" is an alias in the settings of " + names
                                + ". Delete the model by its own name, or the alias in the settings.");
            case PATH, DEMO, LACKS_MODEL, NO_FAILOVER, ONE_ONLY ->
                decision.refuse(
                        503,
                        request.kind() == PathKind.MANAGE
                                ? "Models are managed on a connection of type local_ollama or ollama, and none is"
                                        + " enabled. Enable one, or name a connection with X-Connection."
                                : "None of the connections (" + names + ") takes " + request.path()
                                        + ". An OpenAI connection takes paths under /v1 only.");
        }
    }

    /** What to say of a model that only connections have which do not take the path. */
    static String otherDialect(RouteRequest request, List<RouteCandidate> having) {
        Optional<String> path = UnderV1.of(request.path(), request.model().orElse(""));
        return "The model \"" + request.model().orElse("") + "\" is at " + names(having)
                + ", which takes paths of OpenAI's API only. "
                + path.map(other -> "Ask " + other + ".").orElse("It cannot be managed from here.");
    }

    static String names(List<RouteCandidate> candidates) {
        return candidates.stream()
                .map(candidate -> candidate.settings().id().name())
                .collect(Collectors.joining(", "));
    }
}
