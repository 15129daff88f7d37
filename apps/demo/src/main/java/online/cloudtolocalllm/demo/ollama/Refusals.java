package online.cloudtolocalllm.demo.ollama;

import java.util.List;
import online.cloudtolocalllm.demo.http.Body;
import online.cloudtolocalllm.demo.http.Endpoint;
import online.cloudtolocalllm.demo.http.Reply;
import online.cloudtolocalllm.demo.http.Routes;
import online.cloudtolocalllm.protocol.json.JsonObject;

/** What a real Ollama can and the demo cannot: change its models. A sentence says so instead of "page not found". */
public final class Refusals {

    private static final String SENTENCE =
            "this is the demo of CloudToLocalLLM, whose only model is \"demo\"; models can be"
                    + " pulled, made, copied and deleted once a real Ollama runs (https://ollama.com)";

    private Refusals() {}

    /** Adds the refused paths, and a pull that succeeds for the model that is there. */
    public static void addTo(Routes.Builder routes) {
        Endpoint refuse = (path, body) -> NativeRequest.error(400, SENTENCE);
        for (String path : List.of("/api/push", "/api/create", "/api/copy")) {
            routes.post(path, refuse);
        }
        routes.on("DELETE", "/api/delete", refuse).post("/api/pull", Refusals::pull);
    }

    private static Reply pull(String path, Body body) {
        return switch (NativeRequest.of(body, "PullRequest")) {
            case NativeRequest.Refused(Reply.Whole(int status, var headers, String text))
            when status != 404 -> new Reply.Whole(status, headers, text);
            case NativeRequest.Refused(Reply ignored) -> NativeRequest.error(400, SENTENCE);
            case NativeRequest.Good request -> {
                String done = JsonObject.of("status", "success").toJson();
                yield request.stream()
                        ? new Reply.Flow("application/x-ndjson", sink -> sink.send(done + "\n"))
                        : Reply.json(200, done);
            }
        };
    }
}
