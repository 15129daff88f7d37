package online.cloudtolocalllm.daemon.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.config.InvalidSettingException;
import online.cloudtolocalllm.config.Origin;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.http.Answer;
import online.cloudtolocalllm.testkit.http.Bytes;
import online.cloudtolocalllm.testkit.http.Header;
import online.cloudtolocalllm.testkit.http.RawHttp;
import online.cloudtolocalllm.testkit.upstream.Gate;
import online.cloudtolocalllm.testkit.upstream.Reply;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Connections that change while the gateway serves. */
@ExtendWith(NoBufferLeaks.class)
class HotReloadTest {

    private static final String CHAT = "{\"model\":\"tiny\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

    private ScriptedUpstream first;
    private ScriptedUpstream second;
    private GatewayFixture gateway;

    @BeforeEach
    void open() throws Exception {
        first = ScriptedUpstream.ollama();
        second = ScriptedUpstream.ollama();
        gateway = new GatewayFixture().limits(GatewayFixture::rareProbes).open();
        gateway.broker().apply(List.of(box("one", first, 10), box("two", second, 20)));
        gateway.awaitState("one", HealthState.UP);
        gateway.awaitState("two", HealthState.UP);
        assertThat(Until.holds(
                        Until.LIMIT,
                        () -> !first.requests("/api/ps").isEmpty()
                                && !second.requests("/api/ps").isEmpty()))
                .isTrue();
    }

    @AfterEach
    void close() throws IOException {
        gateway.close();
        first.close();
        second.close();
    }

    private static ConnectionSettings box(String name, ScriptedUpstream at, int priority) {
        return box(
                name,
                JsonObject.of("connection_type", "ollama", "api_base_url", at.url())
                        .with("priority", priority));
    }

    private static ConnectionSettings box(String name, JsonObject settings) {
        try {
            return ConnectionSettings.read(name, settings);
        } catch (InvalidSettingException e) {
            throw new AssertionError(e);
        }
    }

    private ConnectionStatus status(String name) {
        return gateway.broker().status().connection(new ConnectionId(name)).orElseThrow();
    }

    private Answer chat(Header... headers) throws IOException {
        return RawHttp.post(gateway.address(), "/api/chat", CHAT, headers);
    }

    private static String servedBy(Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.isWhole()).isTrue();
        return answer.head().first("X-Served-By").orElse("");
    }

    @Test
    void whatDidNotChangeKeepsItsStateItsSocketsAndItsProbes() throws Exception {
        ConnectionStatus before = status("one");
        int probes = first.requests("/api/version").size();
        int connections = first.connectionCount();

        gateway.broker().apply(List.of(box("one", first, 10), box("three", second, 5)));
        gateway.awaitState("three", HealthState.UP);

        assertThat(status("one").health()).isEqualTo(before.health());
        assertThat(status("one").latencies()).containsAll(before.latencies());
        assertThat(first.requests("/api/version")).hasSize(probes);
        assertThat(first.connectionCount()).isEqualTo(connections);
        assertThat(first.openConnections()).isPositive();
    }

    @Test
    void anotherPriorityCountsAtOnceAndAsksNobodyAnew() throws Exception {
        int probes = second.requests("/api/version").size();
        gateway.broker().apply(List.of(box("one", first, 10), box("two", second, 1)));

        assertThat(status("two").priority()).isEqualTo(1);
        assertThat(status("two").health().state()).isEqualTo(HealthState.UP);
        assertThat(servedBy(chat())).isEqualTo("two");
        assertThat(second.requests("/api/version")).hasSize(probes);
    }

    @Test
    void whatVanishedIsGoneAndItsRunningAnswerGoesOnToItsEnd() throws Exception {
        Gate gate = new Gate();
        first.on(
                "/api/chat",
                Reply.ndjson(List.of("{\"n\":1,\"done\":false}", "{\"done\":true}"))
                        .holdAfter(1, gate));
        try (RawHttp client = RawHttp.connect(gateway.address())) {
            client.request("POST", "/api/chat", Bytes.utf8(CHAT));
            first.awaitRequest("/api/chat");
            gateway.broker().apply(List.of(box("two", second, 20)));

            assertThat(gateway.broker().status().connection(new ConnectionId("one")))
                    .isEmpty();
            assertThat(servedBy(chat())).isEqualTo("two");
            gate.open();
            Answer answer = client.readAnswer();
            assertThat(servedBy(answer)).isEqualTo("one");
            assertThat(answer.text()).contains("\"done\":true");
        }
        assertThat(gateway.broker().status().connections()).hasSize(1);
    }

    @Test
    void whatMovedIsAskedAnewAndItsRunningAnswerShowsNothingOfTheNewOne() throws Exception {
        Gate gate = new Gate();
        first.on("/api/chat", Reply.ndjson(List.of("{\"done\":true}")).holdAfter(0, gate));
        try (RawHttp client = RawHttp.connect(gateway.address())) {
            client.request("POST", "/api/chat", Bytes.utf8(CHAT));
            first.awaitRequest("/api/chat");
            second.goDown();
            gateway.broker().apply(List.of(box("one", second, 10)));
            gateway.awaitState("one", HealthState.DOWN);
            gate.open();

            assertThat(servedBy(client.readAnswer())).isEqualTo("one");
            assertThat(status("one").health().state()).isEqualTo(HealthState.DOWN);
        }
    }

    @Test
    void whatIsSwitchedOffIsNeverAskedAgainAndWhatIsSwitchedOnIs() throws Exception {
        JsonObject off = JsonObject.of("connection_type", "ollama", "api_base_url", first.url())
                .with("enabled", false)
                .with("priority", 10);
        gateway.broker().apply(List.of(box("one", off), box("two", second, 20)));
        assertThat(status("one").health().state()).isEqualTo(HealthState.UNKNOWN);
        assertThat(servedBy(chat())).isEqualTo("two");

        gateway.broker().apply(List.of(box("one", first, 10), box("two", second, 20)));
        gateway.awaitState("one", HealthState.UP);
        gateway.awaitLists(2);
        // Somebody else asks: the conversation from before stays where its model is warm.
        Header other = new Header("User-Agent", "another");
        assertThat(servedBy(RawHttp.post(gateway.address(), "/api/chat", CHAT, other)))
                .isEqualTo("one");
    }

    @Test
    void theDemoIsNotTouched() throws Exception {
        ConnectionSettings demo = new ConnectionSettings(
                new ConnectionId("demo"),
                ConnectionKind.DEMO,
                Origin.parse(second.url()),
                true,
                1_000,
                true,
                Duration.ofSeconds(5),
                Optional.empty());
        gateway.broker().add(demo);
        gateway.awaitState("demo", HealthState.UP);
        gateway.broker().apply(List.of());

        assertThat(gateway.broker().status().connections())
                .extracting(connection -> connection.id().name())
                .containsExactly("demo");
        assertThat(servedBy(chat())).isEqualTo("demo");
    }
}
