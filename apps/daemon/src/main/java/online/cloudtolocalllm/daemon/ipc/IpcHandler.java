package online.cloudtolocalllm.daemon.ipc;

import java.util.concurrent.CompletionStage;
import online.cloudtolocalllm.protocol.json.JsonObject;

/** Answers one command by its name. Thread-safe. */
@FunctionalInterface
public interface IpcHandler {

    /**
     * Answers; called on an event loop, so it must not block.
     *
     * @param message the command with its fields
     * @return the reply without its id; what went wrong is {@link Replies#error}
     */
    CompletionStage<JsonObject> answer(JsonObject message);
}
