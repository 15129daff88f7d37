package online.cloudtolocalllm.daemon.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import online.cloudtolocalllm.config.PrivacyRules;
import online.cloudtolocalllm.config.Reach;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.testkit.http.Answer;
import online.cloudtolocalllm.testkit.http.Bytes;
import online.cloudtolocalllm.testkit.http.Header;
import online.cloudtolocalllm.testkit.http.RawHttp;
import online.cloudtolocalllm.testkit.upstream.Offer;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prompts that must stay near never reach a cloud, even where nobody near answers. */
@ExtendWith(NoBufferLeaks.class)
class PrivacyTest {

    private static final String PROMPT = "between-us";

    private ScriptedUpstream local;
    private ScriptedUpstream cloud;
    private GatewayFixture gateway;

    @BeforeEach
    void open() throws Exception {
        local = ScriptedUpstream.ollama(Offer.usual().withModels("tiny:latest", "gpt:cloud"));
        cloud = ScriptedUpstream.cloud("cloud-token", Offer.usual().withModels("secret:latest", "secret-big:latest"));
        gateway = new GatewayFixture()
                .local(local)
                .connection(
                        "cloud_proxy",
                        JsonObject.of("connection_type", "cloud_proxy", "api_base_url", cloud.url())
                                .with("auth_token", "cloud-token")
                                .with("model_aliases", JsonObject.of("mini", "secret-big")))
                .open();
        gateway.broker()
                .privacy(new PrivacyRules(Reach.INTERNET, Map.of("secret", Reach.LOCAL, "secret-*", Reach.LOCAL)));
        gateway.awaitState("cloud_proxy", HealthState.UP);
    }

    @AfterEach
    void close() throws IOException {
        gateway.close();
        local.close();
        cloud.close();
    }

    private static String chat(String model) {
        return "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"" + PROMPT + "\"}]}";
    }

    private Answer ask(String method, String path, String body, Header... fields) throws IOException {
        try (RawHttp http = RawHttp.connect(gateway.address())) {
            return http.request(method, path, Bytes.utf8(body), fields).readAnswer();
        }
    }

    private static boolean heard(ScriptedUpstream upstream) {
        return upstream.requests().stream()
                .anyMatch(request -> request.body().utf8().contains(PROMPT));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/chat,            mini",
        "POST, /v1/chat/completions, mini",
        "POST, /api/chat,            secret",
        "POST, /api/chat,            SECRET:latest",
        "POST, /api/chat,            library/secret",
        "POST, /api/chat,            registry.ollama.ai/library/secret-big",
        "POST, /api/chat/,           secret",
        "PUT,  /api/chat/,           secret",
        "POST, /api/chatter,         secret",
        "PUT,  /v1/chat/completions, secret",
    })
    void theCloudHearsNothingOfAModelThatTheRulesKeep(String method, String path, String model) throws Exception {
        local.goDown();
        Answer answer = ask(method, path, chat(model));
        Answer pinned = ask(method, path, chat(model), new Header("X-Connection", "cloud_proxy"));

        assertThat(answer.status()).isGreaterThanOrEqualTo(400);
        assertThat(pinned.status()).isEqualTo(503);
        assertThat(pinned.text()).contains("privacy rule in the daemon's settings");
        assertThat(heard(cloud)).isFalse();
    }

    @Test
    void whatNoRuleKeepsReachesTheCloud() throws Exception {
        ask("POST", "/api/chat/", chat("other"), new Header("X-Connection", "cloud_proxy"));
        assertThat(heard(cloud)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"/api/chat, gpt:cloud", "/v1/chat/completions, gpt:cloud", "/api/chat, gpt:120b-cloud"})
    void aModelThatAnOllamaPassesOnIsNotAskedForWhatMustStayNear(String path, String model) throws Exception {
        Answer answer = ask("POST", path, chat(model), new Header("X-Privacy", "local"));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text()).contains("ollama.com");
        assertThat(heard(local)).isFalse();
        assertThat(heard(cloud)).isFalse();
        assertThat(ask("POST", path, chat("tiny"), new Header("X-Privacy", "local"))
                        .status())
                .isEqualTo(200);
    }
}
