package online.cloudtolocalllm.broker.health;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import online.cloudtolocalllm.broker.model.ModelList;
import online.cloudtolocalllm.broker.upstream.Fetch;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;

/** Reads what connections answer to probes. Pure. */
public final class ProbeAnswer {

    private ProbeAnswer() {}

    /** What the answer to a probe shows. */
    public static Observation observe(Fetch.Result result, Duration took) {
        return switch (result) {
            case Fetch.Result.Failed(String why, boolean refused) -> new Observation.ProbeFailed(why, refused);
            case Fetch.Result.Unfit(int status, String why) -> new Observation.ProbeAnsweredBadly(status, why);
            case Fetch.Result.Document document -> observe(document, took);
        };
    }

    private static Observation observe(Fetch.Result.Document document, Duration took) {
        int status = document.status();
        if (status == 401 || status == 403) {
            return new Observation.CredentialRefused(status);
        }
        if (!document.ok()) {
            return new Observation.ProbeAnsweredBadly(status, refusal(status));
        }
        Optional<JsonObject> json = json(document);
        return json.isEmpty()
                ? new Observation.ProbeAnsweredBadly(status, notJson(document))
                : new Observation.ProbeAnswered(took, json.get().text("version", ""));
    }

    private static String refusal(int status) {
        if (status == 429) {
            return "it answers a health check with 429 (asked too much)";
        }
        if (status >= 500) {
            return "it answers a health check with " + status + ": the server is there, and has a fault of its own";
        }
        return status < 400
                ? "wrong endpoint: it sends a health check elsewhere (" + status + ")"
                : "wrong endpoint: it answers a health check with " + status
                        + ", so the address may not be that of its API";
    }

    /** Whether a list was refused because of the credential. */
    static Optional<Observation> ofList(Fetch.Result result) {
        if (!(result instanceof Fetch.Result.Document document)) {
            return Optional.empty();
        }
        int status = document.status();
        if (status == 401 || status == 403) {
            return Optional.of(new Observation.ListRefused(status));
        }
        return document.ok() ? Optional.of(new Observation.ListAnswered()) : Optional.empty();
    }

    /** The entries of an answer of {@code /api/ps}; empty if it is none. */
    public static Optional<List<JsonObject>> loaded(Fetch.Result result) {
        if (!(result instanceof Fetch.Result.Document document) || !document.ok()) {
            return Optional.empty();
        }
        return json(document).filter(found -> found.has("models")).map(found -> found.array("models")
                .objects());
    }

    /** The models in an answer of {@code /api/tags} or {@code /v1/models}; empty if it is neither. */
    public static Optional<ModelList> models(Fetch.Result result) {
        if (!(result instanceof Fetch.Result.Document document) || !document.ok()) {
            return Optional.empty();
        }
        Optional<JsonObject> json = json(document);
        if (json.isEmpty() || !(json.get().has("models") || json.get().has("data"))) {
            return Optional.empty();
        }
        // A llama.cpp server gives both shapes, and its own is the second.
        Map<String, JsonObject> entries = new LinkedHashMap<>();
        json.get().array("data").objects().forEach(model -> model.text("id")
                .ifPresent(name -> entries.putIfAbsent(name, model)));
        json.get().array("models").objects().forEach(model -> model.text("name")
                .ifPresent(name -> entries.putIfAbsent(name, model)));
        return Optional.of(new ModelList(true, entries));
    }

    private static Optional<JsonObject> json(Fetch.Result.Document document) {
        try {
            return Optional.of(Json.parseObject(document.body()));
        } catch (MalformedJsonException e) {
            return Optional.empty();
        }
    }

    private static String notJson(Fetch.Result.Document document) {
        String start = document.body()
                .substring(0, Math.min(64, document.body().length()))
                .stripLeading();
        boolean html = document.contentType().startsWith("text/html")
                || Stream.of("<!doctype", "<html").anyMatch(tag -> start.regionMatches(true, 0, tag, 0, tag.length()));
        return html
                ? "wrong endpoint: it answers with a web page, so the address is not that of its API"
                : "wrong endpoint: it answers something else than JSON, so the address is not that of its API";
    }
}
