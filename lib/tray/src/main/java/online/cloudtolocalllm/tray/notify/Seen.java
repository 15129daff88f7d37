package online.cloudtolocalllm.tray.notify;

import java.util.List;
import online.cloudtolocalllm.protocol.status.FailoverEvent;
import online.cloudtolocalllm.protocol.status.StatusSnapshot;

/**
 * What the rules look at.
 *
 * @param snapshot the connections now
 * @param failovers those since the last look, the oldest first
 * @param canStartOllama whether Ollama is installed and not running
 */
public record Seen(StatusSnapshot snapshot, List<FailoverEvent> failovers, boolean canStartOllama) {

    /** Copies the list. */
    public Seen {
        failovers = List.copyOf(failovers);
    }
}
