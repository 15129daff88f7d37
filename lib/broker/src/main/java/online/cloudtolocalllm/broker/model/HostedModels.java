package online.cloudtolocalllm.broker.model;

import java.util.Locale;
import java.util.Map;
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
        return hasHostedTag(name)
                || models.find(name)
                        .map(listed ->
                                hasHostedTag(listed) || saysSo(models.entries().getOrDefault(listed, JsonObject.EMPTY)))
                        .orElse(false);
    }

    /** Whether any of these models is hosted elsewhere. */
    public static boolean anyHosted(ModelList models) {
        for (Map.Entry<String, JsonObject> model : models.entries().entrySet()) {
            if (hasHostedTag(model.getKey()) || saysSo(model.getValue())) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasHostedTag(String name) {
        int colon = name.lastIndexOf(':');
        if (colon < 0) {
            return false;
        }
        String tag = name.substring(colon + 1).toLowerCase(Locale.ROOT);
        return tag.equals("cloud") || tag.endsWith("-cloud");
    }

    private static boolean saysSo(JsonObject entry) {
        return !entry.text("remote_host", "").isEmpty()
                || !entry.text("remote_model", "").isEmpty();
    }
}
