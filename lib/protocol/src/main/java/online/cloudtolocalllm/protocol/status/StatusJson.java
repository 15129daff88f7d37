package online.cloudtolocalllm.protocol.status;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import online.cloudtolocalllm.protocol.json.JsonArray;
import online.cloudtolocalllm.protocol.json.JsonNull;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonValue;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;

/** The JSON form of a {@link DaemonStatus}, the same over IPC, at {@code /_broker/status} and from {@code status --json}. */
public final class StatusJson {

    private StatusJson() {}

    /** Writes the status. */
    public static JsonObject write(DaemonStatus status) {
        StatusSnapshot snapshot = status.snapshot();
        JsonObject json = JsonObject.builder()
                .put("version", status.version())
                .put("pid", status.pid())
                .put("started", status.started().toString())
                .put("gateway", status.gateway())
                .put("resident_bytes", status.residentBytes())
                .put("requests_running", status.requestsRunning())
                .put("requests_queued", status.requestsQueued())
                .put("requests_served", status.requestsServed())
                .put("clients", status.clients())
                .put(
                        "legacy_until",
                        status.legacyUntil().<Object>map(Instant::toString).orElse(JsonNull.NULL))
                .put("tray", status.tray().word())
                .put("notices", JsonArray.of(status.notices()))
                .put("revision", snapshot.revision())
                .put("at", snapshot.at().toString())
                .put("active", snapshot.active().<Object>map(ConnectionId::name).orElse(JsonNull.NULL))
                .put(
                        "last_failover",
                        snapshot.lastFailover().<Object>map(StatusJson::write).orElse(JsonNull.NULL))
                .put(
                        "connections",
                        JsonArray.of(snapshot.connections().stream()
                                .map(StatusJson::write)
                                .toList()))
                .build();
        return status.supervised() == Supervision.NONE
                ? json
                : json.with("supervised", status.supervised().word());
    }

    private static JsonObject write(FailoverEvent event) {
        return JsonObject.builder()
                .put("at", event.at().toString())
                .put("from", event.from().name())
                .put("to", event.to().name())
                .put("why", event.why())
                .put("model", event.model())
                .build();
    }

    private static JsonObject write(ConnectionStatus status) {
        return JsonObject.builder()
                .put("name", status.id().name())
                .put("connection_type", status.kind().wireName())
                .put("address", status.address())
                .put("enabled", status.enabled())
                .put("priority", status.priority())
                .put("state", status.health().state().word())
                .put("since", status.health().since().toString())
                .put("reason", status.health().reason())
                .put("version", status.version().<Object>map(v -> v).orElse(JsonNull.NULL))
                .put("models", JsonArray.of(status.models()))
                .put("models_known", status.modelsKnown())
                .put(
                        "latency_ms",
                        status.latency().<Object>map(StatusJson::millis).orElse(JsonNull.NULL))
                .put(
                        "last_check",
                        status.lastCheck().<Object>map(Instant::toString).orElse(JsonNull.NULL))
                .put("paused", status.paused())
                .put("preferred", status.preferred())
                .put("loaded", JsonArray.of(status.loaded()))
                .put(
                        "latencies",
                        JsonArray.of(status.latencies().stream()
                                .map(StatusJson::write)
                                .toList()))
                .build();
    }

    private static JsonObject write(Latency latency) {
        return JsonObject.of("at", latency.at().toString(), "ms", millis(latency.took()));
    }

    private static double millis(Duration duration) {
        return Math.round(duration.toNanos() / 1e5) / 10.0;
    }

    /**
     * Reads the status. Counters, {@code notices}, {@code tray}, {@code supervised} and what a daemon does not know yet may be missing;
     * unknown fields are passed over.
     *
     * @throws MalformedJsonException if another field is missing or of a wrong kind
     */
    public static DaemonStatus read(JsonObject json) throws MalformedJsonException {
        StatusSnapshot snapshot = new StatusSnapshot(
                json.integer("revision").orElseThrow(() -> missing("revision")),
                instant(json, "at"),
                readConnections(json),
                json.text("active").isPresent() ? Optional.of(id(json, "active")) : Optional.empty(),
                json.has("last_failover")
                                && !json.object("last_failover").fields().isEmpty()
                        ? Optional.of(readFailover(json.object("last_failover")))
                        : Optional.empty());
        return new DaemonStatus(
                text(json, "version"),
                json.integer("pid").orElseThrow(() -> missing("pid")),
                instant(json, "started"),
                text(json, "gateway"),
                json.integer("resident_bytes").orElse(0),
                json.integer("requests_running").orElse(0),
                json.integer("requests_queued").orElse(0),
                json.integer("requests_served").orElse(0),
                Math.clamp(json.integer("clients").orElse(0), 0, Integer.MAX_VALUE),
                json.text("legacy_until").isPresent() ? Optional.of(instant(json, "legacy_until")) : Optional.empty(),
                json.text("tray").flatMap(TrayState::ofWord).orElse(TrayState.OFF),
                Supervision.ofWord(json.text("supervised", "")),
                json.array("notices").texts(),
                snapshot);
    }

    private static List<ConnectionStatus> readConnections(JsonObject json) throws MalformedJsonException {
        if (!(json.fields().get("connections") instanceof JsonArray(List<JsonValue> items))) {
            throw missing("connections");
        }
        List<ConnectionStatus> connections = new ArrayList<>();
        Set<ConnectionId> names = new HashSet<>();
        for (JsonValue item : items) {
            if (!(item instanceof JsonObject connection)) {
                throw missing("connections");
            }
            ConnectionStatus read = readConnection(connection);
            if (!names.add(read.id())) {
                throw missing("connections");
            }
            connections.add(read);
        }
        return connections;
    }

    private static FailoverEvent readFailover(JsonObject json) throws MalformedJsonException {
        return new FailoverEvent(
                instant(json, "at"), id(json, "from"), id(json, "to"), text(json, "why"), json.text("model", ""));
    }

    private static ConnectionStatus readConnection(JsonObject json) throws MalformedJsonException {
        ConnectionKind kind =
                ConnectionKind.ofWireName(text(json, "connection_type")).orElseThrow(() -> missing("connection_type"));
        HealthState state = HealthState.ofWord(text(json, "state")).orElseThrow(() -> missing("state"));
        Optional<Duration> latency = json.number("latency_ms").isPresent()
                ? Optional.of(ofMillis(json.number("latency_ms").getAsDouble()))
                : Optional.empty();
        List<Latency> latencies = new ArrayList<>();
        for (JsonObject sample : json.array("latencies").objects()) {
            latencies.add(new Latency(
                    instant(sample, "at"), ofMillis(sample.number("ms").orElseThrow(() -> missing("ms")))));
        }
        return new ConnectionStatus(
                id(json, "name"),
                kind,
                text(json, "address"),
                json.flag("enabled", false),
                Math.clamp(json.integer("priority").orElse(0), Integer.MIN_VALUE, Integer.MAX_VALUE),
                new Health(state, instant(json, "since"), json.text("reason", "")),
                json.text("version"),
                json.array("models").texts(),
                json.flag("models_known", false),
                latency,
                json.text("last_check").isPresent() ? Optional.of(instant(json, "last_check")) : Optional.empty(),
                json.flag("paused", false),
                json.flag("preferred", false),
                json.array("loaded").texts(),
                latencies);
    }

    private static Duration ofMillis(double millis) {
        return Duration.ofNanos(Math.round(millis * 1e6));
    }

    private static ConnectionId id(JsonObject json, String field) throws MalformedJsonException {
        String name = text(json, field);
        if (!ConnectionId.isValid(name)) {
            throw missing(field);
        }
        return new ConnectionId(name);
    }

    private static String text(JsonObject json, String field) throws MalformedJsonException {
        return json.text(field).orElseThrow(() -> missing(field));
    }

    private static Instant instant(JsonObject json, String field) throws MalformedJsonException {
        try {
            return Instant.parse(text(json, field));
        } catch (DateTimeParseException e) {
            throw missing(field);
        }
    }

    private static MalformedJsonException missing(String field) {
        return new MalformedJsonException("status without a valid \"" + field + "\"");
    }
}
