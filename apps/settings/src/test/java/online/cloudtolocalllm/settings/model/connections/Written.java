package online.cloudtolocalllm.settings.model.connections;

import java.util.List;
import java.util.Map;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;
import online.cloudtolocalllm.settings.model.config.Config;

/** Settings as a test writes them down. */
final class Written {

    private Written() {}

    /** This JSON. */
    static JsonObject json(String text) {
        try {
            return Json.parseObject(text);
        } catch (MalformedJsonException e) {
            throw new AssertionError(e);
        }
    }

    /** Settings with these connections, and with what is said to be wrong. */
    static Config config(String connections, String... problems) {
        return new Config(Config.Source.DAEMON, json(connections), JsonObject.EMPTY, Map.of(), List.of(problems));
    }
}
