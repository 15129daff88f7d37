package online.cloudtolocalllm.daemon.desktop;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import online.cloudtolocalllm.daemon.ipc.IpcHandler;
import online.cloudtolocalllm.daemon.ipc.Replies;
import online.cloudtolocalllm.protocol.json.JsonFlag;
import online.cloudtolocalllm.protocol.json.JsonNull;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonValue;
import online.cloudtolocalllm.tray.Notice;

/** The command {@code OLLAMA}: whether Ollama is on this computer, and its start. Thread-safe. */
final class OllamaCommand {

    private final OllamaStart ollama;
    private final Executor blocking;

    /**
     * The command.
     *
     * @param blocking where files are looked at and programs are started for it
     */
    OllamaCommand(OllamaStart ollama, Executor blocking) {
        this.ollama = ollama;
        this.blocking = blocking;
    }

    Map<String, IpcHandler> handlers() {
        return Map.of("OLLAMA", this::answer);
    }

    private CompletionStage<JsonObject> answer(JsonObject message) {
        Optional<JsonValue> start = message.get("start").filter(value -> value != JsonNull.NULL);
        if (start.isPresent() && !(start.get() instanceof JsonFlag)) {
            return CompletableFuture.completedFuture(
                    Replies.error("The \"start\" of OLLAMA must be true or false.", "bad_request"));
        }
        return message.flag("start", false)
                ? CompletableFuture.supplyAsync(ollama::start, blocking)
                        .thenCompose(Function.identity())
                        .thenApplyAsync(this::reply, blocking)
                : CompletableFuture.supplyAsync(this::shown, blocking);
    }

    private JsonObject reply(OllamaStart.Outcome outcome) {
        return switch (outcome) {
            case OllamaStart.Outcome.Listens ignored -> shown();
            case OllamaStart.Outcome.UnderWay ignored -> shown();
            case OllamaStart.Outcome.NotNeeded ignored ->
                Replies.error("No connection waits for Ollama on this computer.", "ollama_not_needed");
            case OllamaStart.Outcome.Missing(Notice notice) -> Replies.error(words(notice), "ollama_not_installed");
            case OllamaStart.Outcome.Failed(Notice notice) -> Replies.error(words(notice), "ollama_not_started");
        };
    }

    private static String words(Notice notice) {
        return notice.title() + ". " + notice.text();
    }

    private JsonObject shown() {
        return JsonObject.builder()
                .put("installed", ollama.installed())
                .put("startable", ollama.possible())
                .put("starting", ollama.starting())
                .build();
    }
}
