package online.cloudtolocalllm.daemon.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.config.InvalidSettingException;
import online.cloudtolocalllm.config.PrivacyRules;
import online.cloudtolocalllm.config.Reach;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonValue;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.http.Answer;
import online.cloudtolocalllm.testkit.http.Bytes;
import online.cloudtolocalllm.testkit.http.RawHttp;
import online.cloudtolocalllm.testkit.upstream.Fault;
import online.cloudtolocalllm.testkit.upstream.Gate;
import online.cloudtolocalllm.testkit.upstream.Reply;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections whose owner changes his mind while a request is on its way to them. */
@ExtendWith(NoBufferLeaks.class)
class ChangedMeanwhileTest {

    private static final String CHAT = "{\"model\":\"tiny\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    private static final JsonObject NOTHING = JsonObject.of("failover", true);

    private ScriptedUpstream first;
    private ScriptedUpstream second;
    private GatewayFixture gateway;

    @BeforeEach
    void open() throws Exception {
        first = holding();
        second = holding();
        gateway = new GatewayFixture().limits(GatewayFixture::rareProbes).open();
        gateway.broker().apply(List.of(box("one", first, 10, NOTHING), box("two", second, 20, NOTHING)));
        // What goes on beside the requests is over then: no socket is in use, and both are known to have the model.
        gateway.awaitLoaded("one", "tiny:latest");
        gateway.awaitLoaded("two", "tiny:latest");
    }

    private static ScriptedUpstream holding() throws IOException {
        return ScriptedUpstream.ollama().always("/api/ps", Reply.json("{\"models\":[{\"name\":\"tiny:latest\"}]}"));
    }

    @AfterEach
    void close() throws IOException {
        gateway.close();
        first.close();
        second.close();
    }

    private static ConnectionSettings box(String name, ScriptedUpstream at, int priority, JsonObject more) {
        JsonObject settings = JsonObject.of("connection_type", "ollama", "api_base_url", at.url())
                .with("priority", priority);
        for (Map.Entry<String, JsonValue> entry : more.fields().entrySet()) {
            settings = settings.with(entry.getKey(), entry.getValue());
        }
        try {
            return ConnectionSettings.read(name, settings);
        } catch (InvalidSettingException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"enabled\":false}", "{\"paused\":true}", "{\"failover\":false}", "{\"models\":[\"other\"]}"})
    void aRequestIsNotFailedOverToWhatWasForbiddenMeanwhile(String change) throws Exception {
        first.on("/api/chat", new Fault.HangsBeforeFirstByte());
        try (RawHttp client = RawHttp.connect(gateway.address())) {
            client.request("POST", "/api/chat", Bytes.utf8(CHAT));
            first.awaitRequest("/api/chat");
            gateway.broker().apply(List.of(box("one", first, 10, NOTHING), box("two", second, 20, (JsonObject)
                    Json.parse(change))));
            first.goDown();

            Answer answer = client.readAnswer();
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.head().first("X-Attempts")).contains("1");
            assertThat(answer.text()).contains("one: ", "two: it");
            assertThat(second.requests("/api/chat")).isEmpty();
        }
    }

    @Test
    void aRuleOfPrivacyThatCameMeanwhileCounts() throws Exception {
        first.on("/api/chat", new Fault.HangsBeforeFirstByte());
        try (RawHttp client = RawHttp.connect(gateway.address())) {
            client.request("POST", "/api/chat", Bytes.utf8(CHAT));
            first.awaitRequest("/api/chat");
            gateway.broker().privacy(new PrivacyRules(Reach.LOCAL, Map.of()));
            first.goDown();

            assertThat(client.readAnswer().text())
                    .contains("two: the privacy rule in the daemon's settings forbids it");
            assertThat(second.requests("/api/chat")).isEmpty();
        }
    }

    @Test
    void nothingIsFailedOverToWhatWasTakenAwayAndItsSocketsAreClosed() throws Exception {
        first.on("/api/chat", new Fault.HangsBeforeFirstByte());
        assertThat(second.openConnections()).isPositive();
        try (RawHttp client = RawHttp.connect(gateway.address())) {
            client.request("POST", "/api/chat", Bytes.utf8(CHAT));
            first.awaitRequest("/api/chat");
            gateway.broker().apply(List.of(box("one", first, 10, NOTHING)));
            second.awaitOpenConnections(0);
            first.goDown();

            assertThat(client.readAnswer().text()).contains("two: it is not configured any more");
            assertThat(second.requests("/api/chat")).isEmpty();
        }
    }

    @Test
    void whatMovedMeanwhileIsAskedWhereItIsNow() throws Exception {
        first.on("/api/chat", new Fault.HangsBeforeFirstByte());
        try (ScriptedUpstream moved = ScriptedUpstream.ollama();
                RawHttp client = RawHttp.connect(gateway.address())) {
            client.request("POST", "/api/chat", Bytes.utf8(CHAT));
            first.awaitRequest("/api/chat");
            gateway.broker().apply(List.of(box("one", first, 10, NOTHING), box("two", moved, 20, NOTHING)));
            first.goDown();

            assertThat(client.readAnswer().head().first("X-Served-By")).contains("two");
            assertThat(moved.requests("/api/chat")).hasSize(1);
            assertThat(second.requests("/api/chat")).isEmpty();
            gateway.broker().apply(List.of());
        }
    }

    @Test
    void whoWaitsInLineIsNotLetInWhereItIsForbiddenMeanwhile() throws Exception {
        JsonObject narrow = JsonObject.of("max_concurrent", 1);
        gateway.broker().apply(List.of(box("one", first, 10, narrow)));
        Gate gate = new Gate();
        first.always("/api/chat", new Fault.LateFirstByte(Reply.usual(), gate));
        try (RawHttp inside = RawHttp.connect(gateway.address());
                RawHttp waiting = RawHttp.connect(gateway.address())) {
            inside.request("POST", "/api/chat", Bytes.utf8(CHAT));
            first.awaitRequest("/api/chat");
            waiting.request("POST", "/api/chat", Bytes.utf8(CHAT));
            assertThat(Until.holds(Until.LIMIT, () -> gateway.broker().requestsQueued() == 1))
                    .isTrue();
            gateway.broker().apply(List.of(box("one", first, 10, narrow.with("paused", true))));
            gate.open();

            assertThat(inside.readAnswer().status()).isEqualTo(200);
            Answer refused = waiting.readAnswer();
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.text()).contains("one: it is paused");
            assertThat(first.requests("/api/chat")).hasSize(1);

            // its room is free again
            gateway.broker().apply(List.of(box("one", first, 10, narrow)));
            assertThat(RawHttp.post(gateway.address(), "/api/chat", CHAT).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aNameThatCannotBeChangedGoesNowhere() throws Exception {
        JsonObject alias = JsonObject.of("model_aliases", JsonObject.of("nick", "tiny"));
        gateway.broker().apply(List.of(box("one", first, 10, alias)));
        gateway.awaitState("one", HealthState.UP);
        String deep = "{\"model\":\"nick\",\"messages\":" + "[".repeat(600) + "]".repeat(600) + "}";
        Answer answer = RawHttp.post(gateway.address(), "/api/chat", deep);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text()).contains("could not be changed");
        assertThat(first.requests("/api/chat")).isEmpty();
    }
}
