package online.cloudtolocalllm.protocol.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonNumber;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.FailoverEvent;
import online.cloudtolocalllm.protocol.status.StatusSnapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpcEventsTest {

    static Stream<DaemonEvent> daemonEvents() {
        DaemonStatus status = new DaemonStatus(
                "0.1.0",
                7,
                Instant.EPOCH,
                "http://127.0.0.1:11435",
                1,
                2,
                0,
                3,
                List.of(),
                new StatusSnapshot(4, Instant.EPOCH, List.of(), Optional.empty(), Optional.empty()));
        return Stream.of(
                new DaemonEvent.Show(),
                new DaemonEvent.Hide(),
                new DaemonEvent.Settings(""),
                new DaemonEvent.Settings("connections"),
                new DaemonEvent.Quit(),
                new DaemonEvent.OllamaTest(),
                new DaemonEvent.ShuttingDown(),
                new DaemonEvent.Status(status),
                new DaemonEvent.Failover(
                        new FailoverEvent(Instant.EPOCH, new ConnectionId("a"), new ConnectionId("b"), "refused")),
                new DaemonEvent.ConnectionChanged("a", JsonObject.of("state", "connected")));
    }

    @ParameterizedTest
    @MethodSource("daemonEvents")
    void anEventIsReadAsItWasWritten(DaemonEvent event) throws Exception {
        assertThat(DaemonEvent.read(Json.parseObject(event.toJson().toJson()))).contains(event);
    }

    static Stream<StreamEvent> streamEvents() {
        return Stream.of(
                new StreamEvent.Head(
                        200, "b", 2, List.of(new Tried("a", "refused")), Map.of("content-type", "application/json")),
                new StreamEvent.Chunk(JsonObject.of("done", false), ""),
                new StreamEvent.Chunk(new JsonText("x"), "message_start"),
                new StreamEvent.Text("not JSON", ""),
                new StreamEvent.Text("not JSON", "ping"),
                new StreamEvent.End(),
                new StreamEvent.Failed("stream_broken", "It broke off.", OptionalInt.empty()),
                new StreamEvent.Failed("no_connection", "Nobody answered.", OptionalInt.of(503)));
    }

    @ParameterizedTest
    @MethodSource("streamEvents")
    void aPieceIsReadAsItWasWritten(StreamEvent event) throws Exception {
        JsonObject json = Json.parseObject(event.toJson(new JsonNumber("7")).toJson());

        assertThat(json.integer("id")).hasValue(7);
        assertThat(StreamEvent.read(json)).contains(event);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"command\":\"NEWER\"}",
                "{\"command\":7}",
                "{\"command\":\"STATUS\"}",
                "{\"command\":\"STATUS\",\"snapshot\":{\"revision\":\"x\"}}",
                "{\"command\":\"FAILOVER\",\"from\":\"a\",\"to\":\"b\",\"at\":\"yesterday\"}",
                "{\"command\":\"FAILOVER\",\"from\":\"../a\",\"to\":\"b\",\"at\":\"2026-11-22T09:30:00Z\"}"
            })
    void whatIsNoEventIsNone(String json) throws Exception {
        assertThat(DaemonEvent.read(Json.parseObject(json))).isEmpty();
    }

    @Test
    void aPieceOfALaterVersionIsNone() throws Exception {
        assertThat(StreamEvent.read(Json.parseObject("{\"id\":1,\"event\":\"later\"}")))
                .isEmpty();
        assertThat(StreamEvent.read(Json.parseObject("{\"id\":1,\"status\":\"pong\"}")))
                .isEmpty();
    }

    @Test
    void aFailureMayLackEverything() throws Exception {
        assertThat(StreamEvent.read(Json.parseObject("{\"event\":\"error\",\"error\":{\"http_status\":7}}")))
                .contains(new StreamEvent.Failed("", "The answer broke off.", OptionalInt.empty()));
    }

    @Test
    void iconsHaveTheOriginalsWords() {
        assertThat(Stream.of("idle", "connected", "error").map(IconState::ofWord))
                .containsExactly(
                        Optional.of(IconState.IDLE), Optional.of(IconState.CONNECTED), Optional.of(IconState.ERROR));
        assertThat(IconState.ofWord("IDLE")).isEmpty();
    }
}
