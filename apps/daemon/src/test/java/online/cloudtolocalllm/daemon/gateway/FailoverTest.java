package online.cloudtolocalllm.daemon.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.testkit.http.Answer;
import online.cloudtolocalllm.testkit.http.Bytes;
import online.cloudtolocalllm.testkit.http.Header;
import online.cloudtolocalllm.testkit.http.RawHttp;
import online.cloudtolocalllm.testkit.upstream.After;
import online.cloudtolocalllm.testkit.upstream.Door;
import online.cloudtolocalllm.testkit.upstream.Fault;
import online.cloudtolocalllm.testkit.upstream.Offer;
import online.cloudtolocalllm.testkit.upstream.Reply;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;
import online.cloudtolocalllm.testkit.upstream.SeenRequest;
import online.cloudtolocalllm.testkit.upstream.Turn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Before the first byte: who is asked next, and who never is. */
@ExtendWith(NoBufferLeaks.class)
class FailoverTest {

    private static final String CHAT = "{\"model\":\"tiny\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    private static final String CLOUD_CHAT = "/api/ollama/api/chat";

    private ScriptedUpstream local;
    private ScriptedUpstream cloud;

    @BeforeEach
    void open() throws IOException {
        local = ScriptedUpstream.ollama();
        cloud = ScriptedUpstream.cloud("cloud-token", Offer.usual().withPieces("from ", "the ", "cloud"));
    }

    @AfterEach
    void close() throws IOException {
        local.close();
        cloud.close();
    }

    private static Answer chat(GatewayFixture gateway, Header... headers) throws IOException {
        return RawHttp.post(gateway.address(), "/api/chat", CHAT, headers);
    }

    private static void servedBy(Answer answer, String name, int attempts) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.isWhole()).isTrue();
        assertThat(answer.head().first("X-Served-By")).contains(name);
        assertThat(answer.head().first("X-Attempts")).contains(String.valueOf(attempts));
        assertThat(answer.text()).contains("\"done\":true");
    }

    @Test
    void theFirstConnectionServesAndTheOtherHearsNothing() throws Exception {
        try (GatewayFixture gateway = GatewayFixture.localAndCloud(local, cloud)) {
            servedBy(chat(gateway), "local_ollama", 1);
            assertThat(cloud.requests(CLOUD_CHAT)).isEmpty();
        }
    }

    @Test
    void whereNothingListensTheNextIsAsked() throws Exception {
        local.goDown();
        try (GatewayFixture gateway =
                new GatewayFixture().local(local).cloud(cloud, "cloud-token").open()) {
            servedBy(chat(gateway, new Header("X-Connection", "cloud_proxy")), "cloud_proxy", 1);
            Answer answer = chat(gateway);
            assertThat(answer.text()).contains("from ", "the ", "cloud");
            assertThat(answer.head().first("X-Served-By")).contains("cloud_proxy");
        }
    }

    @Test
    void aKilledConnectionIsReplacedInTheNextRequestAndTheFailoverIsTold() throws Exception {
        // A probe that came before the request would have sent it elsewhere at once.
        try (GatewayFixture gateway = new GatewayFixture()
                .local(local)
                .cloud(cloud, "cloud-token")
                .limits(GatewayFixture::rareProbes)
                .open()) {
            gateway.awaitState("local_ollama", HealthState.UP);
            servedBy(chat(gateway), "local_ollama", 1);
            local.goDown();

            servedBy(chat(gateway), "cloud_proxy", 2);

            assertThat(gateway.broker().status().lastFailover()).hasValueSatisfying(event -> {
                assertThat(event.from()).hasToString("local_ollama");
                assertThat(event.to()).hasToString("cloud_proxy");
                assertThat(event.why()).contains("nothing listens on");
            });
        }
    }

    @Test
    void aRequestThatWasSentAndNotAnsweredGoesToTheNextOnce() throws Exception {
        local.on("/api/chat", new Fault.CutByReset(Reply.usual(), After.bytes(0)));
        try (GatewayFixture gateway = GatewayFixture.localAndCloud(local, cloud)) {
            servedBy(chat(gateway), "cloud_proxy", 2);
            assertThat(local.requests("/api/chat")).hasSize(1);
            assertThat(cloud.requests(CLOUD_CHAT))
                    .singleElement()
                    .satisfies(request -> assertThat(request.body().utf8()).isEqualTo(CHAT));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 429, 500, 502, 503, 504})
    void aRefusalThatAnotherMayBetterIsTriedElsewhere(int status) throws Exception {
        local.on("/api/chat", Reply.json(status, "{\"error\":\"no\"}"));
        try (GatewayFixture gateway = GatewayFixture.localAndCloud(local, cloud)) {
            servedBy(chat(gateway), "cloud_proxy", 2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 405, 413, 422})
    void theClientsMistakeIsPassedOn(int status) throws Exception {
        local.on("/api/chat", Reply.json(status, "{\"error\":\"your mistake\"}"));
        try (GatewayFixture gateway = GatewayFixture.localAndCloud(local, cloud)) {
            Answer answer = chat(gateway);
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.text()).isEqualTo("{\"error\":\"your mistake\"}");
            assertThat(cloud.requests(CLOUD_CHAT)).isEmpty();
        }
    }

    @Test
    void whenSeveralRefuseTheFirstRefusalIsPassedOnUnchanged() throws Exception {
        local.on("/api/chat", Reply.json(503, "{\"error\":\"busy here\"}").with("Retry-After", "7"));
        cloud.on(CLOUD_CHAT, Reply.json(429, "{\"error\":\"busy there\"}"));
        try (GatewayFixture gateway = GatewayFixture.localAndCloud(local, cloud)) {
            Answer answer = chat(gateway);
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.text()).isEqualTo("{\"error\":\"busy here\"}");
            assertThat(answer.head().first("Retry-After")).contains("7");
            assertThat(answer.head().first("X-Attempts")).contains("2");
        }
    }

    @Test
    void aRefusalIsPassedOnWhenTheNextOneIsGone() throws Exception {
        local.on("/api/chat", Reply.json(404, "{\"error\":\"model 'tiny' not found\"}"));
        cloud.goDown();
        try (GatewayFixture gateway = GatewayFixture.localAndCloud(local, cloud)) {
            Answer answer = chat(gateway);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.text()).isEqualTo("{\"error\":\"model 'tiny' not found\"}");
        }
    }

    @Test
    void whenNobodyAnswersEveryAttemptIsNamed() throws Exception {
        local.goDown();
        cloud.goDown();
        try (GatewayFixture gateway = GatewayFixture.localAndCloud(local, cloud)) {
            Answer answer = chat(gateway);
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.text())
                    .startsWith("{\"error\":\"")
                    .contains("local_ollama: nothing listens", "cloud_proxy: nothing listens", "ollama serve");
        }
    }

    @Test
    void errorsHaveTheShapeOfTheClientsApi() throws Exception {
        local.goDown();
        try (GatewayFixture gateway = GatewayFixture.only(local)) {
            assertThat(RawHttp.post(gateway.address(), "/v1/chat/completions", CHAT)
                            .text())
                    .contains("\"error\":{\"message\":", "\"type\":\"api_error\"");
            assertThat(RawHttp.post(gateway.address(), "/v1/messages", CHAT).text())
                    .startsWith("{\"type\":\"error\",\"error\":{\"type\":\"api_error\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/pull", "/api/push", "/api/create", "/api/copy"})
    void whatChangesModelsIsNeverSentTwiceNorElsewhere(String path) throws Exception {
        local.on(path, new Fault.CutByReset(Reply.usual(), After.bytes(0)));
        try (GatewayFixture gateway = GatewayFixture.localAndCloud(local, cloud)) {
            Answer answer = RawHttp.post(gateway.address(), path, "{\"model\":\"tiny\"}");
            assertThat(answer.status()).isEqualTo(502);
            assertThat(local.requests(path)).hasSize(1);
            assertThat(cloud.requests()).noneMatch(request -> request.path().endsWith(path));
        }
    }

    @Test
    void privacyIsObeyedByFailover() throws Exception {
        local.goDown();
        try (GatewayFixture gateway = GatewayFixture.localAndCloud(local, cloud)) {
            Answer answer = chat(gateway, new Header("X-Privacy", "local"));
            assertThat(answer.status()).isEqualTo(502);
            assertThat(cloud.requests(CLOUD_CHAT)).isEmpty();
        }
    }

    @Test
    void eachConnectionGetsItsOwnTokenAndNobodyElses() throws Exception {
        try (GatewayFixture gateway = GatewayFixture.localAndCloud(local, cloud)) {
            chat(gateway, new Header("Authorization", "Bearer of-the-client"));
            chat(
                    gateway,
                    new Header("Authorization", "Bearer of-the-client"),
                    new Header("X-Connection", "cloud_proxy"));

            SeenRequest here = local.requests("/api/chat").getFirst();
            SeenRequest there = cloud.requests(CLOUD_CHAT).getFirst();
            assertThat(here.head().all("Authorization")).isEmpty();
            assertThat(there.head().all("Authorization")).containsExactly("Bearer cloud-token");
            assertThat(there.head().all("X-Connection")).isEmpty();
        }
    }

    @Test
    void aConnectionWhoseTokenIsRefusedNeedsSigningIn() throws Exception {
        try (GatewayFixture gateway =
                new GatewayFixture().local(local).cloud(cloud, "wrong").open()) {
            gateway.awaitState("cloud_proxy", HealthState.SIGN_IN_NEEDED);
            servedBy(chat(gateway), "local_ollama", 1);
        }
    }

    @Test
    void aConnectionThatHangsAndStopsAnsweringProbesIsLeftForTheNext() throws Exception {
        local.on("/api/chat", new Fault.HangsBeforeFirstByte());
        // A cloud that is down is asked last, even if a busy machine makes such a hasty probe of the local one fail.
        cloud.goDown();
        try (GatewayFixture gateway = new GatewayFixture()
                .local(local)
                .cloud(cloud, "cloud-token")
                .limits(GatewayFixture::hastyProbes)
                .open()) {
            gateway.awaitState("cloud_proxy", HealthState.DOWN);
            gateway.awaitState("local_ollama", HealthState.UP);
            try (RawHttp client = RawHttp.connect(gateway.address())) {
                client.request("POST", "/api/chat", Bytes.utf8(CHAT));
                local.awaitRequest("/api/chat");
                cloud.comeUp();
                local.always("/api/version", new Fault.HangsBeforeFirstByte());
                local.door(Door.ACCEPTS_AND_HANGS);

                servedBy(client.readAnswer(), "cloud_proxy", 2);
            }
        }
    }

    @Test
    void aFirstByteThatNeverComesIsGivenUpInTheEnd() throws Exception {
        local.on("/api/chat", new Fault.HangsBeforeFirstByte());
        try (GatewayFixture gateway = new GatewayFixture()
                .local(local)
                .cloud(cloud, "cloud-token")
                .limits(GatewayFixture::impatient)
                .open()) {
            servedBy(chat(gateway), "cloud_proxy", 2);
            local.awaitClientGone(local.awaitRequest("/api/chat"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
    void anAnswerThatIsNotHttpIsNoAnswer(int which) throws Exception {
        List<Turn> turns = List.of(
                new Fault.MalformedStatusLine("HTTP/9 what"),
                new Fault.OversizedHead(200_000),
                new Fault.ManyHeaders(20_000),
                new Fault.TransferEncodingAndLength(Bytes.utf8("{}"), 2),
                new Fault.CutByFin(Reply.usual(), After.bytes(20)),
                new Fault.CutByFin(Reply.usual(), After.bytes(0)),
                new Fault.MalformedStatusLine(""));
        local.on("/api/chat", turns.get(which));
        try (GatewayFixture gateway = GatewayFixture.localAndCloud(local, cloud)) {
            servedBy(chat(gateway), "cloud_proxy", 2);
        }
    }

    @Test
    void aKeptSocketThatTheUpstreamClosedWhileIdleIsReplacedWithoutRepeatingAnything() throws Exception {
        local.on("/api/chat", new Fault.ClosesAfterAnswer(Reply.usual()));
        try (GatewayFixture gateway = GatewayFixture.only(local)) {
            gateway.awaitState("local_ollama", HealthState.UP);
            servedBy(chat(gateway), "local_ollama", 1);
            local.awaitClientGone(local.requests("/api/chat").getFirst());

            servedBy(chat(gateway), "local_ollama", 1);
            assertThat(local.requests("/api/chat")).hasSize(2);
        }
    }

    @Test
    void aRedirectIsPassedOnAndNeverFollowed() throws Exception {
        local.on("/api/chat", new Fault.RedirectsElsewhere(cloud.url() + "/steal"));
        try (GatewayFixture gateway = GatewayFixture.only(local)) {
            Answer answer = chat(gateway);
            assertThat(answer.status()).isEqualTo(307);
            assertThat(cloud.requests()).isEmpty();
        }
    }

    @Test
    void anUnknownPinAndAWrongPrivacyAreToldPlainly() throws Exception {
        try (GatewayFixture gateway = new GatewayFixture()
                .connection("box", JsonObject.of("connection_type", "ollama", "api_base_url", local.url()))
                .open()) {
            Answer unknown = chat(gateway, new Header("X-Connection", "nope"));
            assertThat(unknown.status()).isEqualTo(400);
            assertThat(unknown.text()).contains("nope", "box");
            assertThat(chat(gateway, new Header("X-Privacy", "secret")).status())
                    .isEqualTo(400);
            assertThat(local.requests("/api/chat")).isEmpty();
        }
    }
}
