package online.cloudtolocalllm.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import online.cloudtolocalllm.client.DaemonException.Effect;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.StatusJson;
import online.cloudtolocalllm.protocol.status.StatusSnapshot;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon.Manners;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DaemonLinkTest {

    @TempDir
    Path folder;

    private Locations locations = new Locations(Path.of("unset"));

    @BeforeEach
    void home() {
        locations = new Locations(folder.resolve("home"));
    }

    @Test
    void aRequestIsAnsweredAndEventsArePassedOver() throws Exception {
        try (FakeDaemon daemon = daemon(request -> Optional.of(JsonObject.of("seen", request.text("command", ""))));
                DaemonLink link = DaemonLink.open(locations)) {
            assertThat(link.request(JsonObject.of("command", "A")).text("seen")).contains("A");
            assertThat(link.request(JsonObject.of("command", "B")).text("seen")).contains("B");
            assertThat(daemon.received())
                    .extracting(request -> request.integer("id").orElse(0))
                    .containsExactly(1L, 2L);
        }
    }

    @Test
    void statusTestAndDemoAreRead() throws Exception {
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
                new StatusSnapshot(1, Instant.EPOCH, List.of(), Optional.empty(), Optional.empty()));
        JsonObject test = Json.parseObject("{\"connection\":\"a\",\"ok\":false,\"steps\":["
                + "{\"step\":\"connect\",\"ok\":false,\"ms\":1.5,\"detail\":\"refused\"}],\"advice\":\"Start"
                + " it.\",\"suggestion\":{\"api_base_url\":\"http://b\",\"connection_type\":\"ollama\"}}");
        try (FakeDaemon daemon = daemon(request -> switch (request.text("command", "")) {
                    case "GET_CONNECTION_STATUS" -> Optional.of(JsonObject.of("snapshot", StatusJson.write(status)));
                    case "TEST_CONNECTION" -> Optional.of(JsonObject.of("result", test));
                    case "START_DEMO" -> Optional.of(JsonObject.of("ok", true, "address", "http://127.0.0.1:1"));
                    default -> Optional.empty();
                });
                DaemonLink link = DaemonLink.open(locations)) {
            assertThat(link.status()).isEqualTo(status);
            assertThat(link.test("a", true))
                    .isEqualTo(new ConnectionTest(
                            "a",
                            false,
                            List.of(new ConnectionTest.Step("connect", false, Duration.ofNanos(1_500_000), "refused")),
                            "Start it.",
                            JsonObject.of("api_base_url", "http://b", "connection_type", "ollama")));
            assertThat(link.startDemo()).isEqualTo("http://127.0.0.1:1");
            link.quit();
            assertThat(daemon.received()).hasSize(4);
        }
        assertThatThrownBy(() -> DaemonLink.open(locations)).isInstanceOf(DaemonException.NotRunning.class);
    }

    @Test
    void withoutFilesNothingRuns() {
        DaemonException e = catchThrowableOfType(DaemonException.class, () -> DaemonLink.open(locations));
        assertThat(e).isInstanceOf(DaemonException.NotRunning.class);
        assertThat(e.effect()).isEqualTo(Effect.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{}", "{\"v\":1,\"port\":1}", "\u0000\u0000"})
    void damagedFilesAreStale(String content) throws Exception {
        Files.createDirectories(locations.home());
        Files.writeString(locations.ipcAuth(), content);
        assertThatThrownBy(() -> DaemonLink.open(locations))
                .isInstanceOf(DaemonException.StaleFiles.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void hugeAndUnreadableFilesAreStale() throws Exception {
        Files.createDirectories(locations.home());
        Files.writeString(locations.ipcAuth(), "{\"v\":1,\"x\":\"" + "x".repeat(70_000) + "\"}");
        assertThatThrownBy(() -> DaemonLink.open(locations)).isInstanceOf(DaemonException.StaleFiles.class);
        Files.delete(locations.ipcAuth());
        Files.createDirectory(locations.ipcAuth());
        assertThatThrownBy(() -> DaemonLink.open(locations)).isInstanceOf(DaemonException.StaleFiles.class);
    }

    @Test
    void aPortWhereNobodyListensIsStale() throws Exception {
        String left;
        try (FakeDaemon gone = daemon(request -> Optional.empty())) {
            assertThat(gone.received()).isEmpty();
            left = Files.readString(locations.ipcAuth());
        }
        Files.writeString(locations.ipcAuth(), left);
        assertThatThrownBy(() -> DaemonLink.open(locations))
                .isInstanceOf(DaemonException.StaleFiles.class)
                .hasMessageContaining("nothing listens");
    }

    @ParameterizedTest
    @EnumSource(names = {"WRONG_PROOF", "ECHO", "HTTP", "SILENT", "CLOSES", "RESETS", "ENDLESS"})
    void aProgramThatCannotProveItselfLearnsNothing(Manners manners) throws Exception {
        try (FakeDaemon squatter = new FakeDaemon(locations, manners, request -> Optional.empty())) {
            DaemonException e = catchThrowableOfType(
                    DaemonException.class, () -> DaemonLink.open(locations, Duration.ofSeconds(2)));
            assertThat(e).isInstanceOf(DaemonException.NotTheDaemon.class);
            assertThat(e.effect()).isEqualTo(Effect.NONE);
            assertThat(squatter.received()).isEmpty();
            assertThat(squatter.introductions())
                    .extracting(line -> line.text("command", ""))
                    .containsOnly("HELLO");
        }
    }

    @Test
    void aDaemonMayRefuseOrLeaveDuringTheHandshake() throws Exception {
        try (FakeDaemon refuses = new FakeDaemon(locations, Manners.REFUSES, request -> Optional.empty())) {
            DaemonException.Refused e =
                    catchThrowableOfType(DaemonException.Refused.class, () -> DaemonLink.open(locations));
            assertThat(e.code()).isEqualTo("bad_proof");
            assertThat(refuses.received()).isEmpty();
        }
        try (FakeDaemon leaves = new FakeDaemon(locations, Manners.LEAVES, request -> Optional.empty())) {
            DaemonException e = catchThrowableOfType(DaemonException.class, () -> DaemonLink.open(locations));
            assertThat(e).isInstanceOf(DaemonException.LinkLost.class);
            assertThat(e.effect()).isEqualTo(Effect.NONE);
            assertThat(leaves.received()).isEmpty();
        }
    }

    @Test
    void aRefusalCarriesItsCodeAndLeavesTheLinkUsable() throws Exception {
        try (FakeDaemon daemon = daemon(request -> Optional.empty());
                DaemonLink link = DaemonLink.open(locations)) {
            DaemonException.Refused e = catchThrowableOfType(DaemonException.Refused.class, () -> link.test("nobody"));
            assertThat(e.code()).isEqualTo("unknown_command");
            assertThat(link.request(JsonObject.of("command", "PING")).text("status"))
                    .contains("pong");
            assertThat(daemon.received()).hasSize(2);
        }
    }

    @Test
    void aLostLinkIsNeverSentTwiceAndMayHaveTakenEffect() throws Exception {
        try (FakeDaemon daemon = daemon(request -> Optional.of(JsonObject.of("close", true)));
                DaemonLink link = DaemonLink.open(locations)) {
            DaemonException e =
                    catchThrowableOfType(DaemonException.class, () -> link.request(JsonObject.of("command", "X")));
            assertThat(e).isInstanceOf(DaemonException.LinkLost.class);
            assertThat(e.effect()).isEqualTo(Effect.UNKNOWN);
            assertThat(daemon.received()).hasSize(1);
        }
    }

    @Test
    void silenceEndsWithTheLimitAndTheLinkLivesOn() throws Exception {
        try (FakeDaemon daemon = daemon(request -> request.text("command", "").equals("X")
                        ? Optional.of(JsonObject.of("silent", true))
                        : Optional.empty());
                DaemonLink link = DaemonLink.open(locations)) {
            assertThatThrownBy(() -> link.request(JsonObject.of("command", "X"), Duration.ofSeconds(2)))
                    .isInstanceOf(DaemonException.NoAnswer.class);
            assertThat(link.request(JsonObject.of("command", "PING")).text("status"))
                    .contains("pong");
            assertThat(daemon.received()).hasSize(2);
        }
    }

    @Test
    void anAnswerThatMakesNoSenseIsNotUnderstood() throws Exception {
        try (FakeDaemon daemon = daemon(request -> Optional.of(JsonObject.of("snapshot", "x")));
                DaemonLink link = DaemonLink.open(locations)) {
            assertThatThrownBy(link::status).isInstanceOf(DaemonException.NotUnderstood.class);
            assertThat(daemon.received()).hasSize(1);
        }
    }

    private FakeDaemon daemon(Function<JsonObject, Optional<JsonObject>> script) throws IOException {
        return new FakeDaemon(locations, Manners.GOOD, script);
    }
}
