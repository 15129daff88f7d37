package online.cloudtolocalllm.cli.chat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.StatusSnapshot;

/** Which model is asked when nobody named one. Pure. */
public final class ModelChoice {

    private ModelChoice() {}

    /** The first model of the active connection that is not named as one for embeddings only. */
    public static Optional<String> of(StatusSnapshot snapshot) {
        List<String> models = snapshot.active()
                .flatMap(snapshot::connection)
                .map(ConnectionStatus::models)
                .orElse(List.of());
        return models.stream()
                .filter(model -> !model.toLowerCase(Locale.ROOT).contains("embed"))
                .findFirst()
                .or(() -> models.stream().findFirst());
    }
}
