package online.cloudtolocalllm.daemon.report;

import online.cloudtolocalllm.broker.journal.AttemptRecord;
import online.cloudtolocalllm.broker.journal.Listing;
import online.cloudtolocalllm.broker.journal.RequestRecord;
import online.cloudtolocalllm.broker.journal.Tokens;
import online.cloudtolocalllm.protocol.json.JsonObject;

/** Requests as JSON. What is not known is left out. Pure. */
final class RequestJson {

    private RequestJson() {}

    /** A list of them, and what to ask for next. */
    static JsonObject list(Listing listing) {
        return JsonObject.of(
                "requests", listing.records().stream().map(RequestJson::of).toList(), "next", listing.next());
    }

    static JsonObject of(RequestRecord record) {
        Tokens tokens = record.tokens();
        JsonObject.Builder json = JsonObject.builder()
                .put("id", record.id())
                .put("state", Words.of(record.state()))
                .put("outcome", Words.outcome(record))
                .put("started", record.started().toString())
                .put("method", record.method())
                .put("path", record.path())
                .put("kind", Words.of(record.kind()))
                .put("model", record.model().isEmpty() ? null : record.model())
                .put("app", record.app().orElse(null))
                .put("client", record.client().isEmpty() ? null : record.client())
                .put("served_by", record.servedBy().map(id -> id.name()).orElse(null))
                .put("status", record.status() == 0 ? null : record.status())
                .put(
                        "attempts",
                        record.attempts().stream().map(RequestJson::attempt).toList())
                .put("first_byte_ms", record.firstByte().map(Words::millis).orElse(null))
                .put("first_token_ms", record.firstToken().map(Words::millis).orElse(null))
                .put("duration_ms", Words.millis(record.duration()))
                .put("bytes_in", record.bytesIn())
                .put("bytes_out", record.bytesOut())
                .put("why", record.why().isEmpty() ? null : record.why());
        tokens.prompt().ifPresent(count -> json.put("prompt_tokens", count));
        tokens.completion().ifPresent(count -> json.put("completion_tokens", count));
        tokens.perSecond().ifPresent(rate -> json.put("tokens_per_second", Words.tenths(rate)));
        return json.put("estimated", tokens.estimated() ? true : null).build();
    }

    private static JsonObject attempt(AttemptRecord attempt) {
        return JsonObject.builder()
                .put("connection", attempt.connection().name())
                .put("result", attempt.result().word())
                .put("detail", attempt.detail())
                .put("ms", Words.millis(attempt.took()))
                .build();
    }
}
