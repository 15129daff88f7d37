package online.cloudtolocalllm.protocol.ipc;

import java.util.List;
import online.cloudtolocalllm.protocol.json.JsonArray;
import online.cloudtolocalllm.protocol.json.JsonObject;

/**
 * A connection that was asked, or was to be asked, before the one that answered.
 *
 * @param connection its name
 * @param why why it did not answer, for people
 */
public record Tried(String connection, String why) {

    /** The JSON array of these. */
    public static JsonArray toJson(List<Tried> all) {
        return JsonArray.of(all.stream()
                .map(tried -> JsonObject.of("connection", tried.connection, "why", tried.why))
                .toList());
    }

    /** Reads an array; what is no object in it is passed over. */
    public static List<Tried> read(JsonArray array) {
        return array.objects().stream()
                .map(json -> new Tried(json.text("connection", ""), json.text("why", "")))
                .toList();
    }
}
