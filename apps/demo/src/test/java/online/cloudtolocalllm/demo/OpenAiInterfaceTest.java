package online.cloudtolocalllm.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import online.cloudtolocalllm.demo.http.DemoServer;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenAiInterfaceTest {

    private static final String ASK =
            "{\"model\":\"demo\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"count to"
                    + " 2\"}]}]";

    private DemoServer demo;

    @BeforeEach
    void open() throws IOException {
        demo = TestDemo.local(TestDemo.AT_ONCE);
    }

    @AfterEach
    void close() {
        demo.close();
    }

    @Test
    void listsAndFindsTheModel() throws Exception {
        JsonObject list = RawClient.get(demo.address(), "/v1/models").json();
        assertThat(list.array("data").objects().getFirst().text("id")).contains("demo:latest");
        JsonObject one = RawClient.get(demo.address(), "/v1/models/demo").json();
        assertThat(one.fields().keySet()).containsExactly("id", "object", "created", "owned_by");
        RawClient.Answer none = RawClient.get(demo.address(), "/v1/models/nope");
        assertThat(none.status()).isEqualTo(404);
        assertThat(none.body())
                .isEqualTo("{\"error\":{\"message\":\"model 'nope' not found\",\"type\":\"api_error\","
                        + "\"param\":null,\"code\":null}}\n");
    }

    @Test
    void chatsWholeUnlessAStreamIsAskedFor() throws Exception {
        RawClient.Answer answer = RawClient.post(demo.address(), "/v1/chat/completions", ASK + "}");
        assertThat(answer.headers()).containsEntry("content-type", "application/json");
        JsonObject whole = answer.json();
        assertThat(whole.fields().keySet())
                .containsExactly("id", "object", "created", "model", "system_fingerprint", "choices", "usage");
        JsonObject choice = whole.array("choices").objects().getFirst();
        assertThat(choice.fields().keySet()).containsExactly("index", "message", "finish_reason");
        assertThat(choice.object("message").text("content")).contains("[demo] Counting: 1 2.");
        assertThat(whole.object("usage").integer("completion_tokens")).hasValue(4);
    }

    @Test
    void streamsEventsWithUsageWhenAskedFor() throws Exception {
        String body = ASK + ",\"stream\":true,\"stream_options\":{\"include_usage\":true}}";
        try (RawClient client = new RawClient(demo.address())) {
            client.send("POST", "/v1/chat/completions", body);
            client.line();
            assertThat(client.headers()).containsEntry("content-type", "text/event-stream");
            StringBuilder said = new StringBuilder();
            for (int i = 0; i < 4; i++) {
                JsonObject piece = event(client.chunk().orElseThrow());
                said.append(choice(piece).object("delta").text("content", ""));
                assertThat(choice(piece).get("finish_reason").orElseThrow().toJson())
                        .isEqualTo("null");
            }
            assertThat(said).hasToString("[demo] Counting: 1 2.");
            String[] end = client.chunk().orElseThrow().split("\n\n", -1);
            assertThat(choice(event(end[0])).text("finish_reason")).contains("stop");
            assertThat(event(end[1]).array("choices").items()).isEmpty();
            assertThat(event(end[1]).object("usage").integer("total_tokens")).isPresent();
            assertThat(end[2]).isEqualTo("data: [DONE]");
            assertThat(client.chunk()).isEmpty();
        }
    }

    @Test
    void streamsNoUsageUnasked() throws Exception {
        String body = RawClient.post(demo.address(), "/v1/chat/completions", ASK + ",\"stream\":true,\"max_tokens\":2}")
                .body();
        assertThat(body)
                .doesNotContain("usage")
                .contains("\"finish_reason\":\"length\"")
                .endsWith("data: [DONE]\n\n");
    }

    @Test
    void completesText() throws Exception {
        JsonObject whole = RawClient.post(
                        demo.address(),
                        "/v1/completions",
                        "{\"model\":\"demo\",\"prompt\":[\"count to 1\"],\"stop\":\"!\"}")
                .json();
        assertThat(whole.text("object")).contains("text_completion");
        assertThat(whole.array("choices").objects().getFirst().text("text")).contains("[demo] Counting: 1.");
    }

    @Test
    void embedsAsNumbersOrBase64() throws Exception {
        String ask = "{\"model\":\"demo\",\"input\":\"hi\"";
        JsonObject numbers = first(RawClient.post(demo.address(), "/v1/embeddings", ask + "}"));
        assertThat(numbers.array("embedding").items()).hasSize(32);
        JsonObject base64 =
                first(RawClient.post(demo.address(), "/v1/embeddings", ask + ",\"encoding_format\":\"base64\"}"));
        assertThat(base64.text("embedding", "")).hasSize(172);
    }

    @Test
    void saysWhatIsWrongInItsOwnShape() throws Exception {
        for (String body :
                List.of("", "{", "{\"model\":\"demo\"}", "{\"messages\":[]}", ASK + ",\"max_tokens\":\"x\"}")) {
            RawClient.Answer answer = RawClient.post(demo.address(), "/v1/chat/completions", body);
            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.json().object("error").text("type")).contains("invalid_request_error");
        }
    }

    private static JsonObject first(RawClient.Answer answer) throws IOException {
        return answer.json().array("data").objects().getFirst();
    }

    private static JsonObject event(String text) throws IOException {
        assertThat(text).startsWith("data: ");
        return Json.parseObject(text.substring("data: ".length()).strip());
    }

    private static JsonObject choice(JsonObject chunk) {
        return chunk.array("choices").objects().getFirst();
    }
}
