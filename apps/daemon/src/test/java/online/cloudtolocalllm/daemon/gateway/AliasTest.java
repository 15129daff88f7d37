package online.cloudtolocalllm.daemon.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.testkit.http.Answer;
import online.cloudtolocalllm.testkit.http.Bytes;
import online.cloudtolocalllm.testkit.http.RawHttp;
import online.cloudtolocalllm.testkit.upstream.Offer;
import online.cloudtolocalllm.testkit.upstream.Reply;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Models that are asked for under another name than their own, and conversations that stay where they were. */
@ExtendWith(NoBufferLeaks.class)
class AliasTest {

    private static final String CHAT = "{ \"messages\":[{\"role\":\"user\",\"content\":\"\\u003chi é\"}], \"model\" :"
            + " \"gpt\",\"options\":{\"temperature\":0.10} }";

    private ScriptedUpstream local;
    private ScriptedUpstream box;

    @BeforeEach
    void open() throws IOException {
        local = ScriptedUpstream.ollama(Offer.usual().withModels("tiny:latest"));
        box = ScriptedUpstream.ollama(Offer.usual().withModels("big:70b", "tiny:latest"));
    }

    @AfterEach
    void close() throws IOException {
        local.close();
        box.close();
    }

    private GatewayFixture fixture(Map<String, String> localAliases, Map<String, String> boxAliases) {
        return new GatewayFixture()
                .connection("local_ollama", settings("local_ollama", local, localAliases))
                .connection("box", settings("ollama", box, boxAliases));
    }

    private static JsonObject settings(String type, ScriptedUpstream upstream, Map<String, String> aliases) {
        JsonObject named = JsonObject.EMPTY;
        for (Map.Entry<String, String> alias : aliases.entrySet()) {
            named = named.with(alias.getKey(), alias.getValue());
        }
        return JsonObject.of("connection_type", type, "api_base_url", upstream.url())
                .with("model_aliases", named);
    }

    private static String sent(ScriptedUpstream upstream, String path) {
        return upstream.requests(path).getLast().body().utf8();
    }

    @Test
    void onlyTheNameInTheBodyIsChanged() throws Exception {
        try (GatewayFixture gateway = fixture(Map.of("gpt", "tiny"), Map.of()).open()) {
            Answer answer = RawHttp.post(gateway.address(), "/api/chat", CHAT);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.isWhole()).isTrue();
            assertThat(answer.head().first("X-Model")).contains("gpt");
            assertThat(answer.head().first("X-Served-By")).contains("local_ollama");
            assertThat(sent(local, "/api/chat")).isEqualTo(CHAT.replace("\"gpt\"", "\"tiny\""));
            assertThat(answer.text()).contains("\"model\":\"tiny\"");
        }
    }

    @Test
    void eachAttemptHasTheNameThatItsConnectionKnows() throws Exception {
        local.on("/api/chat", Reply.json(503, "{\"error\":\"busy\"}"));
        try (GatewayFixture gateway =
                fixture(Map.of("gpt", "tiny"), Map.of("gpt", "big:70b")).open()) {
            Answer answer = RawHttp.post(gateway.address(), "/api/chat", CHAT);

            assertThat(answer.head().first("X-Served-By")).contains("box");
            assertThat(answer.head().first("X-Attempts")).contains("2");
            assertThat(sent(local, "/api/chat")).isEqualTo(CHAT.replace("\"gpt\"", "\"tiny\""));
            assertThat(sent(box, "/api/chat")).isEqualTo(CHAT.replace("\"gpt\"", "\"big:70b\""));
            gateway.awaitIdle();
        }
    }

    @Test
    void aChunkedBodyGetsTheLengthThatItHasAfterwards() throws Exception {
        try (GatewayFixture gateway = fixture(Map.of("gpt", "tiny"), Map.of()).open();
                RawHttp client = RawHttp.connect(gateway.address())) {
            client.send("POST /api/show HTTP/1.1\r\nHost: " + gateway.address()
                    + "\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n{\"model\":\r\n6\r\n\"gpt\"}\r\n0\r\n\r\n");

            assertThat(client.readAnswer().status()).isEqualTo(200);
            assertThat(sent(local, "/api/show")).isEqualTo("{\"model\":\"tiny\"}");
            assertThat(local.requests("/api/show").getLast().header("Content-Length"))
                    .contains("16");
        }
    }

    @Test
    void aModelIsNotDeletedByItsAlias() throws Exception {
        try (GatewayFixture gateway = fixture(Map.of("gpt", "tiny"), Map.of()).open();
                RawHttp client = RawHttp.connect(gateway.address())) {
            Answer answer = client.request("DELETE", "/api/delete", Bytes.utf8("{\"model\":\"gpt\"}"))
                    .readAnswer();

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).contains("alias");
            assertThat(local.requests("/api/delete")).isEmpty();
        }
    }

    @Test
    void copyAndDeleteGoWhereTheModelIs() throws Exception {
        box.always("/api/delete", Reply.json("{}"));
        box.always("/api/copy", Reply.json("{}"));
        try (GatewayFixture gateway =
                        fixture(Map.of(), Map.of("gpt", "big:70b")).open();
                RawHttp client = RawHttp.connect(gateway.address())) {
            gateway.awaitLists(2);
            Answer deleted = client.request("DELETE", "/api/delete", Bytes.utf8("{\"name\":\"big:70b\"}"))
                    .readAnswer();
            Answer copied = client.request(
                            "POST", "/api/copy", Bytes.utf8("{\"destination\":\"x\",\"source\":\"gpt\"}"))
                    .readAnswer();

            assertThat(List.of(deleted, copied))
                    .allSatisfy(answer ->
                            assertThat(answer.head().first("X-Served-By")).contains("box"));
            assertThat(sent(box, "/api/copy")).isEqualTo("{\"destination\":\"x\",\"source\":\"big:70b\"}");
        }
    }

    @Test
    void aConversationStaysWhereItWasUntilItsModelIsUnloaded() throws Exception {
        String chat = "{\"model\":\"tiny\",\"messages\":[],\"keep_alive\":%s}";
        local.goDown();
        try (GatewayFixture gateway =
                fixture(Map.of(), Map.of()).limits(GatewayFixture::quickProbes).open()) {
            gateway.awaitState("local_ollama", HealthState.DOWN);
            assertThat(servedBy(gateway, chat.formatted("\"10m\""))).isEqualTo("box");
            local.comeUp();
            gateway.awaitState("local_ollama", HealthState.UP);
            gateway.awaitLists(2);

            assertThat(servedBy(gateway, chat.formatted("\"10m\""))).isEqualTo("box");
            assertThat(servedBy(gateway, chat.formatted("0"))).isEqualTo("box");
            assertThat(servedBy(gateway, chat.formatted("\"10m\""))).isEqualTo("local_ollama");
        }
    }

    private static String servedBy(GatewayFixture gateway, String chat) throws IOException {
        return RawHttp.post(gateway.address(), "/api/chat", chat)
                .head()
                .first("X-Served-By")
                .orElse("nobody");
    }
}
