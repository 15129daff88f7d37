package online.cloudtolocalllm.protocol.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonNull;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonValue;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusJsonTest {

    private static final Instant AT = Instant.parse("2026-11-22T09:30:00Z");
    private static final ConnectionStatus LOCAL = new ConnectionStatus(
            new ConnectionId("local_ollama"),
            ConnectionKind.LOCAL_OLLAMA,
            "http://localhost:11434",
            true,
            0,
            new Health(HealthState.UP, AT, ""),
            Optional.of("0.17.4"),
            List.of("a:latest", "b"),
            true,
            Optional.of(Duration.ofNanos(4_149_999)),
            Optional.of(AT));
    private static final JsonObject WRITTEN = StatusJson.write(new DaemonStatus(
            "0.1.0",
            42,
            AT,
            "http://127.0.0.1:11435",
            1000,
            2,
            1,
            3,
            4,
            Optional.of(AT),
            TrayState.NO_PANEL,
            Supervision.NONE,
            List.of("A file was set aside."),
            new StatusSnapshot(
                    7,
                    AT,
                    List.of(LOCAL),
                    Optional.of(LOCAL.id()),
                    Optional.of(new FailoverEvent(AT, new ConnectionId("box"), LOCAL.id(), "refused", "b")))));

    private static JsonObject connection() {
        return WRITTEN.array("connections").objects().getFirst();
    }

    private static JsonObject withConnection(JsonObject connection) {
        return WRITTEN.with("connections", List.of(connection));
    }

    private static void assertRefused(JsonObject json, String field) {
        assertThatThrownBy(() -> StatusJson.read(json))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessage("status without a valid \"" + field + "\"");
    }

    @Test
    void theFormIsTheDocumentedOne() {
        assertThat(WRITTEN.toJson())
                .isEqualTo(
                        "{\"version\":\"0.1.0\",\"pid\":42,\"started\":\"2026-11-22T09:30:00Z\","
                            + "\"gateway\":\"http://127.0.0.1:11435\",\"resident_bytes\":1000,\"requests_running\":2,\"requests_queued\":1,\"requests_served\":3,\"clients\":4,\"legacy_until\":\"2026-11-22T09:30:00Z\",\"tray\":\"no_panel\",\"notices\":[\"A"
                            + " file was set aside.\"],\"revision\":7,"
                            + "\"at\":\"2026-11-22T09:30:00Z\",\"active\":\"local_ollama\",\"last_failover\":{"
                            + "\"at\":\"2026-11-22T09:30:00Z\",\"from\":\"box\",\"to\":\"local_ollama\",\"why\":\"refused\",\"model\":\"b\"},"
                            + "\"connections\":[{\"name\":\"local_ollama\",\"connection_type\":\"local_ollama\","
                            + "\"address\":\"http://localhost:11434\",\"enabled\":true,\"priority\":0,\"state\":\"up\","
                            + "\"since\":\"2026-11-22T09:30:00Z\",\"reason\":\"\",\"version\":\"0.17.4\","
                            + "\"models\":[\"a:latest\",\"b\"],\"models_known\":true,\"latency_ms\":4.1,"
                            + "\"last_check\":\"2026-11-22T09:30:00Z\",\"paused\":false,\"preferred\":false,\"loaded\":[],\"latencies\":[]}]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "pid", "started", "gateway", "revision", "at", "connections"})
    void neededFieldsAreNeeded(String field) {
        assertRefused(WRITTEN.without(field), field);
        for (Object value : List.of(JsonNull.NULL, true, JsonObject.EMPTY)) {
            assertRefused(WRITTEN.with(field, value), field);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "connection_type", "address", "state", "since"})
    void neededFieldsOfAConnectionAreNeeded(String field) {
        assertRefused(withConnection(connection().without(field)), field);
        for (Object value : List.of(JsonNull.NULL, 1, List.of())) {
            assertRefused(withConnection(connection().with(field, value)), field);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "pid, '\"42\"'",
        "revision, '\"7\"'",
        "started, '\"yesterday\"'",
        "at, '\"\"'",
        "at, 1795339800",
        "active, '\"\"'",
        "active, '\"a b\"'",
        "connections, '[1]'",
        "connections, '[null]'",
        "connections, '{}'",
        "connections, '\"x\"'"
    })
    void wrongValuesAreRefused(String field, String value) throws MalformedJsonException {
        assertRefused(WRITTEN.with(field, Json.parse(value)), field);
    }

    @ParameterizedTest
    @CsvSource({
        "name, ''",
        "name, 'a\n'",
        "connection_type, teapot",
        "connection_type, LOCAL_OLLAMA",
        "state, connected",
        "since, never",
        "last_check, never"
    })
    void wrongValuesOfAConnectionAreRefused(String field, String value) {
        assertRefused(withConnection(connection().with(field, value)), field);
    }

    @Test
    void aNameStandsForOneConnection() {
        assertRefused(WRITTEN.with("connections", List.of(connection(), connection())), "connections");
    }

    @ParameterizedTest
    @ValueSource(strings = {"at", "from", "to", "why"})
    void aFailoverIsWholeOrRefused(String field) {
        JsonObject failover = WRITTEN.object("last_failover").without(field);
        assertRefused(WRITTEN.with("last_failover", failover), field);
    }

    @Test
    void whatIsNotKnownYetMayBeMissing() throws MalformedJsonException {
        JsonObject bare = JsonObject.EMPTY;
        for (String field : List.of("name", "connection_type", "address", "state", "since")) {
            bare = bare.with(field, connection().get(field).orElseThrow());
        }
        JsonObject json = withConnection(bare);
        for (String field : List.of(
                "resident_bytes",
                "requests_running",
                "requests_queued",
                "requests_served",
                "tray",
                "notices",
                "active",
                "last_failover")) {
            json = json.without(field);
        }
        DaemonStatus status = StatusJson.read(json);
        assertThat(status.notices()).isEmpty();
        assertThat(status.tray()).isEqualTo(TrayState.OFF);
        assertThat(status.requestsServed()).isZero();
        assertThat(status.snapshot().active()).isEmpty();
        assertThat(status.snapshot().lastFailover()).isEmpty();
        ConnectionStatus connection = status.snapshot().connections().getFirst();
        assertThat(connection.version()).isEmpty();
        assertThat(connection.latency()).isEmpty();
        assertThat(connection.lastCheck()).isEmpty();
        assertThat(connection.enabled()).isFalse();
        assertThat(status.snapshot().connection(LOCAL.id())).contains(connection);
        assertThat(status.snapshot().connection(new ConnectionId("nobody"))).isEmpty();
    }

    @Test
    void unknownFieldsArePassedOver() throws MalformedJsonException {
        JsonObject json = withConnection(connection().with("new", 1)).with("newer", List.of());
        assertThat(StatusJson.write(StatusJson.read(json))).isEqualTo(WRITTEN);
    }

    @Test
    void aTrayOfAnotherWorldIsNone() throws MalformedJsonException {
        assertThat(StatusJson.read(WRITTEN.with("tray", "floating")).tray()).isEqualTo(TrayState.OFF);
        assertThat(StatusJson.read(WRITTEN).supervised()).isEqualTo(Supervision.NONE);
        DaemonStatus supervised = StatusJson.read(WRITTEN.with("supervised", "service"));
        assertThat(supervised.supervised()).isEqualTo(Supervision.SERVICE);
        assertThat(StatusJson.write(supervised).text("supervised")).contains("service");
    }

    @ParameterizedTest
    @CsvSource({"1e30, 2147483647", "-1e30, -2147483648", "4294967296, 2147483647", "1.5, 1"})
    void prioritiesAreClamped(String number, int priority) throws MalformedJsonException {
        JsonValue value = Json.parse(number);
        DaemonStatus status = StatusJson.read(withConnection(connection().with("priority", value)));
        assertThat(status.snapshot().connections().getFirst().priority()).isEqualTo(priority);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "-1e400", "1e-400", "0"})
    void anyLatencyIsReadAndWritten(String number) throws MalformedJsonException {
        JsonObject json = withConnection(connection().with("latency_ms", Json.parse(number)));
        assertThat(Json.parse(StatusJson.write(StatusJson.read(json)).toJson())).isInstanceOf(JsonObject.class);
    }
}
