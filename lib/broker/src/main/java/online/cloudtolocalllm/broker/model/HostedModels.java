package online.cloudtolocalllm.broker.model;

import java.util.Map;
import online.cloudtolocalllm.protocol.HostedTag;
import online.cloudtolocalllm.protocol.json.JsonObject;

/**
 * Which models an Ollama does not run itself: one that is signed in passes the requests for them on to ollama.com. They are told
 * by their tag ({@code cloud}, or anything ending in {@code -cloud}), and under any other name by what its list says of them.
 * Pure.
 */
public final class HostedModels {

    private HostedModels() {}

    /** Whether a request for this model goes on into the world from whoever has this list. */
    public static boolean isHosted(ModelList models, String name) {
        return HostedTag.matches(name)
                || models.find(name)
                        .map(listed -> HostedTag.matches(listed)
                                || saysSo(models.entries().getOrDefault(listed, JsonObject.EMPTY)))
                        .orElse(false);
    }

    /** Whether any of these models is hosted elsewhere. */
    public static boolean anyHosted(ModelList models) {
        for (Map.Entry<String, JsonObject> model : models.entries().entrySet()) {
            if (HostedTag.matches(model.getKey()) || saysSo(model.getValue())) {
                return true;
            }
        }
        return false;
    }

    private static boolean saysSo(JsonObject entry) {
        return !entry.text("remote_host", "").isEmpty()
                || !entry.text("remote_model", "").isEmpty();
    }
}
