package online.cloudtolocalllm.settings.model;

import java.time.Duration;
import java.util.function.Consumer;
import online.cloudtolocalllm.protocol.json.JsonObject;

/** The daemon as the window asks it. For the window's thread, on which also every reply comes. */
@FunctionalInterface
public interface Daemon {

    /** For questions that the daemon answers by itself. */
    Duration USUAL = Duration.ofSeconds(15);

    /**
     * Asks and returns at once. Each question is sent once; several run beside each other, and their replies come as they are ready.
     *
     * @param command with its {@code command}, without an id (docs/protocol.md)
     * @param limit for the link and the reply together
     * @param then takes the reply
     */
    void ask(JsonObject command, Duration limit, Consumer<Reply> then);
}
