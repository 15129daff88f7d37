package online.cloudtolocalllm.daemon.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.testkit.http.Answer;
import online.cloudtolocalllm.testkit.http.Bytes;
import online.cloudtolocalllm.testkit.http.Header;
import online.cloudtolocalllm.testkit.http.RawHttp;
import online.cloudtolocalllm.testkit.upstream.After;
import online.cloudtolocalllm.testkit.upstream.Fault;
import online.cloudtolocalllm.testkit.upstream.Offer;
import online.cloudtolocalllm.testkit.upstream.Part;
import online.cloudtolocalllm.testkit.upstream.Reply;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What refusals mean for the request, and what they say of the connection. */
@ExtendWith(NoBufferLeaks.class)
class RefusedElsewhereTest {

    private static final String CHAT = "{\"model\":\"tiny\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    private static final String MISTAKE = "{\"error\":\"option \\\"temperature\\\" must be of type float32\"}";
    private static final String CLOUD_CHAT = "/api/ollama/api/chat";

    private ScriptedUpstream local;
    private ScriptedUpstream cloud;
    private ScriptedUpstream box;

    @BeforeEach
    void open() throws IOException {
        local = ScriptedUpstream.ollama();
        cloud = ScriptedUpstream.cloud("cloud-token", Offer.usual());
        box = ScriptedUpstream.ollama();
    }

    @AfterEach
    void close() throws IOException {
        local.close();
        cloud.close();
        box.close();
    }

    private GatewayFixture three() throws IOException {
        return new GatewayFixture()
                .local(local)
                .cloud(cloud, "cloud-token")
                .connection(
                        "box",
                        JsonObject.of("connection_type", "ollama", "api_base_url", box.url())
                                .with("priority", 30))
                .open();
    }

    private static Answer chat(GatewayFixture gateway) throws IOException {
        return RawHttp.post(gateway.address(), "/api/chat", CHAT);
    }

    private static void awaitAllUp(GatewayFixture gateway, String... names) throws InterruptedException {
        for (String name : names) {
            gateway.awaitState(name, HealthState.UP);
        }
        // Who is known to have the model is asked first, once the first two seconds are over.
        gateway.awaitLists(names.length);
    }

    @Test
    void tooManyRequestsParkAConnectionForTheTimeItAsksFor() throws Exception {
        local.on("/api/chat", new Fault.Refuses(429, Duration.ofSeconds(70)));
        try (GatewayFixture gateway = GatewayFixture.localAndCloud(local, cloud)) {
            awaitAllUp(gateway, "local_ollama", "cloud_proxy");
            assertThat(chat(gateway).head().first("X-Served-By")).contains("cloud_proxy");
            gateway.awaitState("local_ollama", HealthState.RATE_LIMITED);
            assertThat(gateway.broker().status().toString()).contains("70");
        }
    }

    @Test
    void retryAfterReachesTheClientWhenNobodyDoesBetter() throws Exception {
        local.on("/api/chat", new Fault.Refuses(429, Duration.ofSeconds(7)));
        try (GatewayFixture gateway = GatewayFixture.only(local)) {
            Answer answer = chat(gateway);
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.head().first("Retry-After")).contains("7");
        }
    }

    @Test
    void aMistakeThatIsAnsweredLikeAnIllServerIsTriedElsewhereOnce() throws Exception {
        local.on("/api/chat", Reply.json(500, MISTAKE));
        cloud.on(CLOUD_CHAT, Reply.json(500, "{\"error\":\"something like it\"}"));
        try (GatewayFixture gateway = three()) {
            awaitAllUp(gateway, "local_ollama", "cloud_proxy", "box");
            Answer answer = chat(gateway);
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.text()).isEqualTo(MISTAKE);
            assertThat(answer.head().first("X-Served-By")).contains("local_ollama");
            assertThat(answer.head().first("X-Attempts")).contains("2");
            assertThat(cloud.requests(CLOUD_CHAT)).hasSize(1);
            assertThat(box.requests("/api/chat")).isEmpty();
        }
    }

    @Test
    void anIllServerIsLeftForAsManyOthersAsThereAre() throws Exception {
        local.on("/api/chat", Reply.text(500, "Internal Server Error"));
        cloud.on(CLOUD_CHAT, Reply.json(500, MISTAKE));
        try (GatewayFixture gateway = three()) {
            awaitAllUp(gateway, "local_ollama", "cloud_proxy", "box");
            Answer answer = chat(gateway);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.head().first("X-Served-By")).contains("box");
            assertThat(answer.head().first("X-Attempts")).contains("3");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void refusalsNeverCountAgainstTheConnection(int status) throws Exception {
        local.always("/api/chat", Reply.json(status, MISTAKE));
        try (GatewayFixture gateway = GatewayFixture.localAndCloud(local, cloud)) {
            awaitAllUp(gateway, "local_ollama", "cloud_proxy");
            for (int i = 0; i < 5; i++) {
                assertThat(chat(gateway).head().first("X-Served-By")).contains("cloud_proxy");
            }
            awaitAllUp(gateway, "local_ollama");
            assertThat(local.requests("/api/chat")).hasSize(5);
        }
    }

    @Test
    void aWebPageIsNoAnswerOfAModel() throws Exception {
        local.always("/api/chat", new Fault.HtmlInsteadOfJson());
        try (GatewayFixture gateway = GatewayFixture.localAndCloud(local, cloud)) {
            assertThat(chat(gateway).head().first("X-Served-By")).contains("cloud_proxy");
            assertThat(local.requests("/api/chat")).hasSize(1);
        }
        try (GatewayFixture gateway = GatewayFixture.only(local)) {
            Answer answer = chat(gateway);
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.text())
                    .contains("local_ollama: it answered with a web page")
                    .doesNotContain("<html");
        }
    }

    @Test
    void aRefusalOfHeadKeepsTheLengthThatTheUpstreamStated() throws Exception {
        Bytes refusal = Bytes.utf8("HTTP/1.1 503 Busy\r\nContent-Type: text/plain\r\nContent-Length: 1234\r\n\r\n");
        local.on("/api/me", new Reply.Exact(List.of(refusal)));
        cloud.goDown();
        try (GatewayFixture gateway = GatewayFixture.localAndCloud(local, cloud);
                RawHttp client = RawHttp.connect(gateway.address())) {
            Answer answer = client.request("HEAD", "/api/me", Bytes.NONE).readAnswer();
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.head().first("Content-Length")).contains("1234");
            assertThat(answer.head().first("X-Attempts")).contains("2");
        }
    }

    @Test
    void aRefusalThatWasCutIsNoAnswer() throws Exception {
        List<Header> json = List.of(new Header("Content-Type", "application/json"));
        local.on("/api/chat", new Reply.CloseDelimited(500, json, Bytes.utf8("{\"error\":\"half")));
        cloud.goDown();
        try (GatewayFixture gateway = GatewayFixture.localAndCloud(local, cloud)) {
            Answer answer = chat(gateway);
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.text())
                    .contains("local_ollama: ", "in the middle of a refusal", "cloud_proxy: nothing listens");
        }
    }

    private static Reply.Streamed refusal(int status, Part... parts) {
        List<Header> headers = List.of(new Header("Content-Type", "application/json"), new Header("Retry-After", "7"));
        return new Reply.Streamed(status, headers, List.of(parts));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void aRefusalThatStallsDelaysTheNextConnectionForAMomentOnly(int status) throws Exception {
        local.on("/api/chat", new Fault.StallsMidStream(refusal(status, Part.chunk("{\"er")), After.chunks(1)));
        try (GatewayFixture gateway = GatewayFixture.localAndCloud(local, cloud)) {
            awaitAllUp(gateway, "local_ollama", "cloud_proxy");
            long began = System.nanoTime();
            Answer answer = chat(gateway);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.head().first("X-Served-By")).contains("cloud_proxy");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"error\":\"busy\"} | {\"error\":\"busy\"}",
                "{\"error\":\"bus      | {\"error\":\"local_ollama answered 503, and its answer cannot be shown: "
                        + "it did not end within 2 s. Try again in a moment.\"}",
            })
    void aRefusalThatStallsIsToldByWhatIsThere(String sent, String told) throws Exception {
        local.on("/api/chat", new Fault.StallsMidStream(refusal(503, Part.chunk(sent)), After.chunks(1)));
        cloud.on(CLOUD_CHAT, new Fault.Refuses(500));
        try (GatewayFixture gateway = GatewayFixture.localAndCloud(local, cloud)) {
            awaitAllUp(gateway, "local_ollama", "cloud_proxy");
            Answer answer = chat(gateway);
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.isWhole()).isTrue();
            assertThat(answer.text().strip()).isEqualTo(told);
            assertThat(answer.head().first("Retry-After")).contains("7");
            assertThat(answer.head().first("X-Attempts")).contains("2");
        }
    }

    @Test
    void aTokenThatIsRefusedMarksTheConnectionAndNeverShows() throws Exception {
        cloud.on(CLOUD_CHAT, new Fault.Refuses(403));
        local.goDown();
        try (GatewayFixture gateway = GatewayFixture.localAndCloud(local, cloud)) {
            Answer answer = chat(gateway);
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.text()).doesNotContain("cloud-token");
            assertThat(gateway.broker().status().toString()).doesNotContain("cloud-token");
        }
    }
}
