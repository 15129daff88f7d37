package online.cloudtolocalllm.broker.health;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.broker.model.ModelList;
import online.cloudtolocalllm.broker.route.RouteCandidate;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.protocol.status.Latency;

/** All that the board knows of one connection at one moment. */
record Watched(
        ConnectionSettings settings,
        Vitals vitals,
        Optional<String> version,
        ModelList models,
        List<JsonObject> loaded,
        LatencyHistory latencies,
        Optional<Latency> lastAnswer,
        Optional<Instant> lastCheck) {

    static Watched unknown(ConnectionSettings settings, Instant now) {
        return new Watched(
                settings,
                Vitals.unknown(now),
                Optional.empty(),
                ModelList.UNKNOWN,
                List.of(),
                LatencyHistory.EMPTY,
                Optional.empty(),
                Optional.empty());
    }

    Watched with(ConnectionSettings next) {
        return new Watched(next, vitals, version, models, loaded, latencies, lastAnswer, lastCheck);
    }

    Watched with(ModelList next) {
        return new Watched(settings, vitals, version, next, loaded, latencies, lastAnswer, lastCheck);
    }

    /** What a connection that is down holds in memory is nobody's business any more. */
    Watched with(Vitals next) {
        boolean down = next.life().state() == HealthState.DOWN;
        return new Watched(
                settings, next, version, models, down ? List.of() : loaded, latencies, lastAnswer, lastCheck);
    }

    Watched loaded(List<JsonObject> next) {
        return new Watched(settings, vitals, version, models, next, latencies, lastAnswer, lastCheck);
    }

    Watched probed(Observation seen, Instant now) {
        if (!(seen instanceof Observation.ProbeAnswered(var took, String says))) {
            return new Watched(settings, vitals, version, models, loaded, latencies, lastAnswer, Optional.of(now));
        }
        Latency sample = new Latency(now, took);
        return new Watched(
                settings,
                vitals,
                says.isEmpty() ? version : Optional.of(says),
                models,
                loaded,
                latencies.with(sample),
                Optional.of(sample),
                Optional.of(now));
    }

    RouteCandidate candidate() {
        return new RouteCandidate(settings, vitals.health().state(), models);
    }

    ConnectionStatus status() {
        return new ConnectionStatus(
                settings.id(),
                settings.kind(),
                settings.origin().toString(),
                settings.enabled(),
                settings.priority(),
                vitals.health(),
                version,
                models.names(),
                models.known(),
                lastAnswer.map(Latency::took),
                lastCheck,
                settings.paused(),
                settings.preferred(),
                loaded.stream()
                        .flatMap(model -> model.text("name").stream())
                        .sorted()
                        .distinct()
                        .toList(),
                latencies.samples());
    }
}
