package online.cloudtolocalllm.settings.view;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.FailoverEvent;
import online.cloudtolocalllm.protocol.status.Health;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.protocol.status.StatusSnapshot;
import online.cloudtolocalllm.settings.PlayedSettings;

/** A played daemon with as much as a window must bear: the longest names, long addresses, reasons and lists of models. */
final class FullSettings {

    /** As long as a name may be. */
    static final String LONG = "a_connection_with_the_longest_name_that_anybody_may_give_to_one1";

    private static final Instant THEN = Instant.parse("2026-01-02T03:04:05Z");

    private FullSettings() {}

    /** Plays it; the caller closes it. */
    static PlayedSettings play(Locations locations) throws IOException {
        JsonObject connections = JsonObject.builder()
                .put("local_ollama", entry("local_ollama", "http://localhost:11434"))
                .put(
                        LONG,
                        entry(
                                "ollama",
                                "http://" + "a-computer-with-a-long-name.".repeat(4) + "example:11434/api/here"))
                .put("cloud_proxy", entry("cloud_proxy", "https://api.example"))
                .build();
        PlayedSettings played = new PlayedSettings(locations, connections, JsonObject.EMPTY);
        played.tell(status());
        return played;
    }

    private static JsonObject entry(String type, String url) {
        return JsonObject.of("connection_type", type, "api_base_url", url);
    }

    private static DaemonStatus status() {
        List<String> models = IntStream.range(0, 80)
                .mapToObj(number -> "a-model-with-a-name-that-goes-on-and-on-" + number + ":70b-instruct-q4_K_M")
                .toList();
        StatusSnapshot snapshot = new StatusSnapshot(
                1,
                THEN,
                List.of(
                        connection("local_ollama", ConnectionKind.LOCAL_OLLAMA, HealthState.UP, "", models),
                        connection(
                                LONG,
                                ConnectionKind.OLLAMA,
                                HealthState.DOWN,
                                "no route to a-computer-with-a-long-name, and a reason that goes on ".repeat(5),
                                models),
                        connection(
                                "cloud_proxy",
                                ConnectionKind.CLOUD_PROXY,
                                HealthState.SIGN_IN_NEEDED,
                                "the token was refused (401)",
                                List.of())),
                Optional.of(new ConnectionId("local_ollama")),
                Optional.of(new FailoverEvent(
                        THEN, new ConnectionId(LONG), new ConnectionId("local_ollama"), "no route to the computer")));
        return new DaemonStatus(
                "0.1.0", 4_242, THEN, "http://127.0.0.1:11435", 60_000_000, 1, 0, 1_234_567, List.of(), snapshot);
    }

    private static ConnectionStatus connection(
            String name, ConnectionKind kind, HealthState health, String reason, List<String> models) {
        return new ConnectionStatus(
                new ConnectionId(name),
                kind,
                "http://somewhere.example:11434",
                true,
                10,
                new Health(health, THEN, reason),
                Optional.empty(),
                models,
                true,
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                List.of(),
                List.of());
    }
}
