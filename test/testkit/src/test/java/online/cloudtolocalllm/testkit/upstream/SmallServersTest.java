package online.cloudtolocalllm.testkit.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.http.Answer;
import online.cloudtolocalllm.testkit.http.Header;
import online.cloudtolocalllm.testkit.http.RawHttp;
import org.junit.jupiter.api.Test;

class SmallServersTest {

    private static final Offer OFFER =
            Offer.usual().withModels("tiny:latest", "big:7b").counting(3);
    private static final String ASK = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";

    @Test
    void ollamaStreamsItsPiecesAsOneObjectAChunk() throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.ollama(OFFER)) {
            Answer answer = RawHttp.post(upstream.address(), "/api/chat", "{\"model\":\"tiny\"," + ASK + "}");
            assertThat(answer.head().first("Content-Type")).contains("application/x-ndjson");
            assertThat(answer.pieces()).hasSize(4).allMatch(chunk -> chunk.utf8()
                    .endsWith("}\n"));
            assertThat(answer.lines().stream().map(SmallServersTest::json).map(line -> line.object("message")
                            .text("content", "?")))
                    .containsExactly("1 ", "2 ", "3 ", "");
            JsonObject last = json(answer.lines().getLast());
            assertThat(last.flag("done", false)).isTrue();
            assertThat(last.integer("eval_count")).hasValue(3);
        }
    }

    @Test
    void ollamaAnswersWhole() throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.ollama(OFFER)) {
            Answer answer = RawHttp.post(
                    upstream.address(), "/api/generate", "{\"model\":\"big:7b\",\"prompt\":\"x\",\"stream\":false}");
            assertThat(json(answer.text()).text("response")).contains("1 2 3 ");
        }
    }

    @Test
    void ollamaListsModelsAndRefusesUnknownOnes() throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.ollama(OFFER)) {
            Answer tags = RawHttp.get(upstream.address(), "/api/tags");
            assertThat(json(tags.text()).array("models").objects())
                    .extracting(model -> model.text("name", ""))
                    .containsExactly("tiny:latest", "big:7b");
            Answer unknown = RawHttp.post(upstream.address(), "/api/chat", "{\"model\":\"nope\"," + ASK + "}");
            assertThat(unknown.status()).isEqualTo(404);
            assertThat(json(unknown.text()).text("error")).contains("model 'nope' not found");
            upstream.offer(OFFER.withModels("nope"));
            assertThat(RawHttp.post(upstream.address(), "/api/chat", "{\"model\":\"nope:latest\"," + ASK + "}")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void ollamaRefusesBadRequestsAsTheRealOne() throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.ollama()) {
            assertThat(RawHttp.post(upstream.address(), "/api/chat", "").text())
                    .isEqualTo("{\"error\":\"missing request body\"}");
            assertThat(RawHttp.post(upstream.address(), "/api/chat", "{").status())
                    .isEqualTo(400);
            assertThat(RawHttp.post(upstream.address(), "/api/chat", "{}").text())
                    .isEqualTo("{\"error\":\"model is required\"}");
            assertThat(RawHttp.get(upstream.address(), "/api/chat").status()).isEqualTo(405);
            assertThat(RawHttp.get(upstream.address(), "/nothing").text()).isEqualTo("404 page not found");
        }
    }

    @Test
    void openAiStreamsToItsEndMark() throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.ollama(OFFER)) {
            Answer answer = RawHttp.post(
                    upstream.address(),
                    "/v1/chat/completions",
                    "{\"model\":\"tiny\",\"stream\":true,\"stream_options\":{\"include_usage\":true}," + ASK + "}");
            List<String> events = answer.lines();
            assertThat(events)
                    .hasSize(7)
                    .allMatch(line -> line.startsWith("data: "))
                    .endsWith("data: [DONE]");
            assertThat(json(events.get(5).substring(6)).object("usage").integer("completion_tokens"))
                    .hasValue(3);
        }
    }

    @Test
    void openAiWantsItsKey() throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.openai("k1", OFFER)) {
            assertThat(RawHttp.get(upstream.address(), "/v1/models").status()).isEqualTo(401);
            Answer models = RawHttp.get(upstream.address(), "/v1/models", new Header("Authorization", "Bearer k1"));
            assertThat(json(models.text()).array("data").objects()).hasSize(2);
            assertThat(RawHttp.get(upstream.address(), "/api/tags", new Header("Authorization", "Bearer k1"))
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void theCloudMapsPathsAndWantsItsToken() throws Exception {
        Header good = new Header("Authorization", "Bearer secret");
        try (ScriptedUpstream upstream = ScriptedUpstream.cloud("secret", OFFER)) {
            assertThat(RawHttp.get(upstream.address(), "/health").status()).isEqualTo(200);
            assertThat(RawHttp.get(upstream.address(), "/api/proxy/status").status())
                    .isEqualTo(401);
            assertThat(RawHttp.get(upstream.address(), "/api/proxy/status", new Header("Authorization", "Bearer no"))
                            .status())
                    .isEqualTo(401);
            assertThat(json(RawHttp.get(upstream.address(), "/api/proxy/status", good)
                                    .text())
                            .text("version"))
                    .contains("0.17.4");
            assertThat(RawHttp.get(upstream.address(), "/api/tags", good).status())
                    .isEqualTo(404);
            assertThat(RawHttp.get(upstream.address(), "/api/ollama/api/tags", good)
                            .text())
                    .contains("big:7b");
            assertThat(RawHttp.get(upstream.address(), "/api/ollama/v1/models", good)
                            .text())
                    .contains("big:7b");
        }
    }

    private static JsonObject json(String text) {
        try {
            return Json.parseObject(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }
}
