package online.cloudtolocalllm.daemon.gateway;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.StatusJson;

/** The gateway's own documents, under {@code /_broker/}. Thread-safe. */
public final class GatewayPages {

    static final String PREFIX = "/_broker/";

    private final Supplier<DaemonStatus> status;
    private final Executor blocking;

    /**
     * The documents.
     *
     * @param status the present state; may read files
     * @param blocking where it is asked
     */
    public GatewayPages(Supplier<DaemonStatus> status, Executor blocking) {
        this.status = status;
        this.blocking = blocking;
    }

    /** The document at a path; empty if there is none. */
    Optional<CompletionStage<JsonObject>> page(String path) {
        return switch (path) {
            case "/_broker/status" ->
                Optional.of(CompletableFuture.supplyAsync(() -> StatusJson.write(status.get()), blocking));
            case "/_broker/health" -> Optional.of(CompletableFuture.completedFuture(JsonObject.of("status", "ok")));
            default -> Optional.empty();
        };
    }
}
