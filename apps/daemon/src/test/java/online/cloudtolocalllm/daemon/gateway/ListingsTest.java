package online.cloudtolocalllm.daemon.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.http.Answer;
import online.cloudtolocalllm.testkit.http.Bytes;
import online.cloudtolocalllm.testkit.http.Header;
import online.cloudtolocalllm.testkit.http.RawHttp;
import online.cloudtolocalllm.testkit.upstream.Fault;
import online.cloudtolocalllm.testkit.upstream.Gate;
import online.cloudtolocalllm.testkit.upstream.Offer;
import online.cloudtolocalllm.testkit.upstream.Reply;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListingsTest {

    /** So long a question waits for a list that is being read; it is answered with what is known then. */
    private static final Duration PATIENCE = Duration.ofMillis(300);

    private ScriptedUpstream local;
    private ScriptedUpstream box;
    private ScriptedUpstream hosted;

    @BeforeEach
    void open() throws IOException {
        local = ScriptedUpstream.ollama(Offer.usual().withModels("tiny:latest", "both:latest"));
        box = ScriptedUpstream.ollama(Offer.usual().withModels("both:latest", "big:70b"));
        hosted = ScriptedUpstream.openai("key", Offer.usual().withModels("org/hosted"));
    }

    @AfterEach
    void close() throws IOException {
        local.close();
        box.close();
        hosted.close();
    }

    private GatewayFixture all() throws IOException, InterruptedException {
        GatewayFixture gateway = fixture().open();
        gateway.awaitLists(3);
        return gateway;
    }

    private GatewayFixture fixture() {
        return new GatewayFixture()
                .local(local)
                .connection("box", JsonObject.of("connection_type", "ollama", "api_base_url", box.url()))
                .connection(
                        "hosted",
                        JsonObject.of("connection_type", "openai", "api_base_url", hosted.url() + "/v1")
                                .with("auth_token", "key"));
    }

    private static JsonObject json(Answer answer) throws Exception {
        return Json.parseObject(answer.text());
    }

    private static List<String> names(Answer answer) throws Exception {
        return json(answer).array("models").objects().stream()
                .map(model -> model.text("name", ""))
                .toList();
    }

    /** The tags begin so; in the first answer, unless the machine took longer than a question waits. Says whether it was that. */
    private static boolean listed(GatewayFixture gateway, long began, String... first) throws Exception {
        List<String> names = names(RawHttp.get(gateway.address(), "/api/tags"));
        long took = System.nanoTime() - began;
        boolean late = took >= PATIENCE.toNanos();
        while (late && Collections.indexOfSubList(names, List.of(first)) != 0 && took < Until.LIMIT.toNanos()) {
            names = names(RawHttp.get(gateway.address(), "/api/tags"));
            took = System.nanoTime() - began;
        }
        assertThat(names).startsWith(first);
        return !late;
    }

    @Test
    void tagsAreTheUnionOfWhatCanBeAskedThroughOllamasApi() throws Exception {
        try (GatewayFixture gateway = all()) {
            Answer answer = RawHttp.get(gateway.address(), "/api/tags");

            assertThat(names(answer)).containsExactly("tiny:latest", "both:latest", "big:70b");
            assertThat(answer.head().first("Content-Type")).contains("application/json; charset=utf-8");
            assertThat(answer.head().first("X-Served-By")).isEmpty();
            assertThat(answer.head().first("X-Request-Id")).isPresent();
        }
    }

    @Test
    void aHeadHasTheLengthOfTheGet() throws Exception {
        try (GatewayFixture gateway = all();
                RawHttp client = RawHttp.connect(gateway.address())) {
            Answer get = client.request("GET", "/api/tags", Bytes.NONE).readAnswer();
            client.request("HEAD", "/api/tags", Bytes.NONE);
            Answer head = client.readAnswer();

            assertThat(head.status()).isEqualTo(200);
            assertThat(head.head().first("Content-Length")).isEqualTo(get.head().first("Content-Length"));
        }
    }

    @Test
    void underV1ThereIsEverything() throws Exception {
        try (GatewayFixture gateway = all()) {
            JsonObject models = json(RawHttp.get(gateway.address(), "/v1/models"));

            assertThat(models.text("object")).contains("list");
            assertThat(models.array("data").objects())
                    .extracting(model -> model.text("id", ""))
                    .containsExactly("tiny:latest", "both:latest", "big:70b", "org/hosted");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v1/models/org/hosted", "/v1/models/org%2Fhosted", "/v1/models/big:70b", "/v1/models/tiny"})
    void oneModelIsToldUnderV1(String path) throws Exception {
        try (GatewayFixture gateway = all()) {
            Answer answer = RawHttp.get(gateway.address(), path);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(json(answer).text("id", ""))
                    .isEqualTo(path.substring("/v1/models/".length()).replace("%2F", "/"));
        }
    }

    @Test
    void aModelThatNobodyHasIsNotFound() throws Exception {
        try (GatewayFixture gateway = all()) {
            Answer answer = RawHttp.get(gateway.address(), "/v1/models/nope");

            assertThat(answer.status()).isEqualTo(404);
            assertThat(json(answer).object("error").text("message")).contains("model 'nope' not found");
        }
    }

    @Test
    void privacyAndPinsAreRespected() throws Exception {
        try (GatewayFixture gateway = all()) {
            assertThat(names(RawHttp.get(gateway.address(), "/api/tags", new Header("X-Privacy", "local"))))
                    .containsExactly("tiny:latest", "both:latest");
            Answer pinned = RawHttp.get(gateway.address(), "/api/tags", new Header("X-Connection", "box"));
            assertThat(names(pinned)).containsExactly("both:latest", "big:70b");
            assertThat(pinned.head().first("X-Served-By")).contains("box");
        }
    }

    @Test
    void deadConnectionsDelayNothingAndTheirModelsStayListed() throws Exception {
        try (GatewayFixture gateway =
                fixture().limits(GatewayFixture::quickProbes).open()) {
            gateway.awaitLists(3);
            box.goDown();
            gateway.awaitState("box", HealthState.DOWN);

            long began = System.nanoTime();
            Answer answer = RawHttp.get(gateway.address(), "/api/tags");

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
            assertThat(names(answer)).containsExactly("tiny:latest", "both:latest", "big:70b");
        }
    }

    @Test
    void aBlackHoleDelaysTheListOfWhatIsLoadedForAMomentOnly() throws Exception {
        local.always("/api/ps", models("tiny:latest"));
        box.always("/api/ps", new Fault.HangsBeforeFirstByte());
        try (GatewayFixture gateway = all()) {
            gateway.awaitLoaded("local_ollama", "tiny:latest");
            long began = System.nanoTime();
            Answer answer = RawHttp.get(gateway.address(), "/api/ps");

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
            assertThat(names(answer)).containsExactly("tiny:latest");
        }
    }

    @Test
    void theFirstQuestionAfterTheStartWaitsForTheLists() throws Exception {
        long began = System.nanoTime();
        try (GatewayFixture gateway = fixture().open()) {
            listed(gateway, began, "tiny:latest", "both:latest", "big:70b");
        }
    }

    @Test
    void whatAPullBroughtIsListedAtOnce() throws Exception {
        local.on("/api/pull", Reply.ndjson(List.of("{\"status\":\"success\"}")));
        try (GatewayFixture gateway = all()) {
            local.always("/api/tags", Reply.json("{\"models\":[{\"name\":\"new:latest\"}]}"));
            RawHttp.post(gateway.address(), "/api/pull", "{\"model\":\"new\"}");

            listed(gateway, System.nanoTime(), "new:latest");
        }
    }

    @Test
    void whatWasCopiedIsListedAtOnce() throws Exception {
        local.always("/api/copy", new Reply.Whole(200, List.of(), Bytes.NONE));
        try (GatewayFixture gateway = all()) {
            int atOnce = 0;
            // A busy machine is late with most of them.
            long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
            for (int i = 0; i < 100 || (atOnce <= 50 && System.nanoTime() - end < 0); i++) {
                local.always("/api/tags", models("copy-" + i + ":latest"));
                Answer copied = RawHttp.post(
                        gateway.address(), "/api/copy", "{\"source\":\"tiny\",\"destination\":\"copy-" + i + "\"}");
                assertThat(copied.status()).isEqualTo(200);
                atOnce += listed(gateway, System.nanoTime(), "copy-" + i + ":latest") ? 1 : 0;
            }
            assertThat(atOnce).isGreaterThan(50);
        }
    }

    @Test
    void aListThatWasAskedForBeforeAChangeDoesNotComeBack() throws Exception {
        Gate late = new Gate();
        Gate later = new Gate();
        local.on("/api/tags", new Fault.LateFirstByte(models("old:latest"), late));
        local.on("/api/pull", Reply.ndjson(List.of("{\"status\":\"success\"}")));
        // A list may be as late as the gates want it.
        try (GatewayFixture gateway =
                fixture().limits(GatewayFixture::rareProbes).open()) {
            gateway.awaitLists(2);
            late.awaitReached();
            local.on("/api/tags", models("new:latest"));
            RawHttp.post(gateway.address(), "/api/pull", "{\"model\":\"new\"}");
            listed(gateway, System.nanoTime(), "new:latest");

            local.on("/api/tags", new Fault.LateFirstByte(models("new:latest"), later));
            late.open();
            later.awaitReached();
            assertThat(names(RawHttp.get(gateway.address(), "/api/tags"))).startsWith("new:latest");
        } finally {
            late.open();
            later.open();
        }
    }

    private static Reply models(String name) {
        return Reply.json("{\"models\":[{\"name\":\"" + name + "\"}]}");
    }

    @Test
    void aSingleConnectionIsAskedItself() throws Exception {
        local.always("/api/tags", Reply.json("{\"models\":[],\"more\":true}"));
        try (GatewayFixture gateway = GatewayFixture.only(local)) {
            Answer answer = RawHttp.get(gateway.address(), "/api/tags");

            assertThat(answer.text()).isEqualTo("{\"models\":[],\"more\":true}");
            assertThat(answer.head().first("X-Served-By")).contains("local_ollama");
        }
    }

    @Test
    void whereNobodyEverAnsweredTheErrorSaysWhy() throws Exception {
        local.goDown();
        box.goDown();
        hosted.goDown();
        try (GatewayFixture gateway = fixture().open()) {
            Answer answer = RawHttp.get(gateway.address(), "/api/tags");

            assertThat(answer.status()).isEqualTo(502);
            assertThat(json(answer).text("error", "")).contains("local_ollama", "box", "nothing listens");
        }
    }

    @Test
    void modelsAreAskedWhereTheyAre() throws Exception {
        try (GatewayFixture gateway = all()) {
            Answer big = RawHttp.post(gateway.address(), "/api/show", "{\"model\":\"big:70b\"}");
            assertThat(big.head().first("X-Served-By")).contains("box");
            assertThat(big.head().first("X-Attempts")).contains("1");
            assertThat(local.requests("/api/show")).isEmpty();

            Answer elsewhere =
                    RawHttp.post(gateway.address(), "/api/chat", "{\"model\":\"org/hosted\",\"messages\":[]}");
            assertThat(elsewhere.status()).isEqualTo(400);
            assertThat(elsewhere.text()).contains("hosted", "/v1/chat/completions");

            Answer nobody = RawHttp.post(gateway.address(), "/api/show", "{\"model\":\"nope\"}");
            assertThat(nobody.status()).isEqualTo(404);
            assertThat(nobody.text()).isEqualTo("{\"error\":\"model 'nope' not found\"}");
        }
    }
}
