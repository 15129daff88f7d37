package online.cloudtolocalllm.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import online.cloudtolocalllm.demo.http.DemoServer;
import online.cloudtolocalllm.protocol.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Field names and texts are those of a recorded Ollama 0.17.4. */
class NativeInterfaceTest {

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
    void greetsLikeOllama() throws Exception {
        RawClient.Answer get = RawClient.get(demo.address(), "/");
        assertThat(get.body()).isEqualTo("Ollama is running");
        RawClient.Answer head = RawClient.ask(demo.address(), "HEAD", "/", "");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.headers()).containsEntry("content-length", "17");
    }

    @Test
    void tellsAVersionThatIsNoRelease() throws Exception {
        RawClient.Answer answer = RawClient.get(demo.address(), "/api/version");
        assertThat(answer.body()).isEqualTo("{\"version\":\"0.0.0-demo\"}");
        assertThat(answer.headers()).containsEntry("content-type", "application/json; charset=utf-8");
    }

    @Test
    void listsTheOnlyModel() throws Exception {
        JsonObject model = RawClient.get(demo.address(), "/api/tags")
                .json()
                .array("models")
                .objects()
                .getFirst();
        assertThat(model.fields()).containsOnlyKeys("name", "model", "modified_at", "size", "digest", "details");
        assertThat(model.text("name")).contains("demo:latest");
        assertThat(model.text("digest", "")).matches("[0-9a-f]{64}");
        assertThat(model.object("details").fields())
                .containsOnlyKeys(
                        "parent_model", "format", "family", "families", "parameter_size", "quantization_level");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '#',
            value = {
                "{\"model\":\"demo\"}",
                "{\"name\":\"demo:latest\"}",
                "#{\"model\":\"\",\"name\":\"demo\"}#",
            })
    void showsTheModelByEitherField(String body) throws Exception {
        JsonObject shown = RawClient.post(demo.address(), "/api/show", body).json();
        assertThat(shown.array("capabilities").texts()).containsExactly("completion");
        assertThat(shown.object("model_info").text("general.architecture")).contains("demo");
    }

    @Test
    void loadsShowsAndUnloadsTheModel() throws Exception {
        assertThat(running()).isEmpty();
        JsonObject load =
                post("/api/chat", "{\"model\":\"demo\",\"messages\":[]}").json();
        assertThat(load.fields().keySet()).containsExactly("model", "created_at", "message", "done", "done_reason");
        assertThat(load.text("done_reason")).contains("load");
        assertThat(running()).hasSize(1);
        assertThat(running().getFirst().fields())
                .containsOnlyKeys(
                        "name", "model", "size", "digest", "details", "expires_at", "size_vram", "context_length");
        JsonObject unload =
                post("/api/generate", "{\"model\":\"demo\",\"keep_alive\":0}").json();
        assertThat(unload.text("done_reason")).contains("unload");
        assertThat(running()).isEmpty();
    }

    @Test
    void anAnswerWithKeepAliveZeroLeavesNothingLoaded() throws Exception {
        post("/api/chat", "{\"model\":\"demo\",\"keep_alive\":\"0s\",\"messages\":[{\"content\":\"hi\"}]}");
        assertThat(running()).isEmpty();
        post("/api/generate", "{\"model\":\"demo\",\"prompt\":\"hi\"}");
        assertThat(running()).hasSize(1);
    }

    @Test
    void chatsWholeWithCountsAndDurations() throws Exception {
        RawClient.Answer answer = post(
                "/api/chat",
                "{\"model\":\"demo:latest\",\"stream\":false,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
        assertThat(answer.headers()).containsEntry("content-type", "application/json; charset=utf-8");
        JsonObject whole = answer.json();
        assertThat(whole.fields().keySet())
                .containsExactly(
                        "model",
                        "created_at",
                        "message",
                        "done",
                        "done_reason",
                        "total_duration",
                        "load_duration",
                        "prompt_eval_count",
                        "prompt_eval_duration",
                        "eval_count",
                        "eval_duration");
        assertThat(whole.text("model")).contains("demo:latest");
        assertThat(whole.object("message").text("content", "")).startsWith("[demo] Hello.");
        assertThat(whole.integer("eval_count").orElse(0)).isPositive();
    }

    @Test
    void generatesWithAContext() throws Exception {
        List<JsonObject> lines = post("/api/generate", "{\"model\":\"demo\",\"prompt\":\"count to 2\"}")
                .lines();
        assertThat(lines).hasSize(5);
        assertThat(lines.getFirst().fields().keySet()).containsExactly("model", "created_at", "response", "done");
        assertThat(lines.getLast().fields().keySet())
                .containsExactly(
                        "model",
                        "created_at",
                        "response",
                        "done",
                        "done_reason",
                        "context",
                        "total_duration",
                        "load_duration",
                        "prompt_eval_count",
                        "prompt_eval_duration",
                        "eval_count",
                        "eval_duration");
    }

    @Test
    void obeysLengthStopAndFormat() throws Exception {
        String ask = "{\"model\":\"demo\",\"prompt\":\"count to 9\",\"stream\":false,";
        JsonObject cut =
                post("/api/generate", ask + "\"options\":{\"num_predict\":3}}").json();
        assertThat(cut.text("response")).contains("[demo] Counting: 1");
        assertThat(cut.text("done_reason")).contains("length");
        JsonObject stopped =
                post("/api/generate", ask + "\"options\":{\"stop\":[\" 4\"]}}").json();
        assertThat(stopped.text("response")).contains("[demo] Counting: 1 2 3");
        assertThat(stopped.text("done_reason")).contains("stop");
        JsonObject json = post("/api/generate", ask + "\"format\":\"json\"}").json();
        assertThat(json.text("response", "")).startsWith("{\"demo\":true,").endsWith("}");
    }

    @Test
    void embedsOneAndMany() throws Exception {
        JsonObject one =
                post("/api/embed", "{\"model\":\"demo\",\"input\":\"hi\"}").json();
        assertThat(one.fields().keySet())
                .containsExactly("model", "embeddings", "total_duration", "load_duration", "prompt_eval_count");
        JsonObject many = post("/api/embed", "{\"model\":\"demo\",\"input\":[\"hi\",\"you\"]}")
                .json();
        assertThat(many.array("embeddings").items()).hasSize(2);
        assertThat(many.array("embeddings").items().getFirst())
                .isEqualTo(one.array("embeddings").items().getFirst());
        JsonObject none =
                post("/api/embed", "{\"model\":\"demo\",\"input\":[]}").json();
        assertThat(none.toJson()).isEqualTo("{\"model\":\"demo\",\"embeddings\":[]}");
        JsonObject old = post("/api/embeddings", "{\"model\":\"demo\",\"prompt\":\"hi\"}")
                .json();
        assertThat(old.array("embedding").items()).hasSize(32);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "/api/chat       | {\"model\":\"nope\",\"messages\":[]} | 404 | model 'nope' not found",
                "/api/generate   | {\"model\":\"nope\"}                | 404 | model 'nope' not found",
                "/api/show       | {\"model\":\"nope\"}                | 404 | model 'nope' not found",
                "/api/embed      | {\"model\":\"nope\"}                | 404 | model \"nope\" not found, try pulling"
                        + " it first",
                "/api/chat       | {\"messages\":[]}                   | 400 | model is required",
                "/api/chat       | {\"model\":\"\"}                    | 400 | model is required",
                "/api/chat       | {\"model\":\"a b/c:d:e\"}           | 400 | model is required",
                "/api/show       | {}                                  | 400 | model is required",
                "/api/chat       | ##                                  | 400 | missing request body",
                "/api/chat       | {\"model\": \"demo\",               | 400 | invalid request body: not valid JSON at"
                        + " line 1, column 18",
                "/api/chat       | []                                  | 400 | invalid request body: not a JSON object",
                "/api/chat       | {\"model\":7}                       | 400 | json: cannot unmarshal number into Go"
                        + " struct field ChatRequest.model of type string",
                "/api/chat       | {\"model\":\"demo\",\"messages\":7} | 400 | json: cannot unmarshal number into Go"
                        + " struct field ChatRequest.messages of type []api.Message",
                "/api/generate   | {\"model\":\"demo\",\"prompt\":[]}  | 400 | json: cannot unmarshal array into Go"
                        + " struct field GenerateRequest.prompt of type string",
                "/api/chat       | {\"model\":\"demo\",\"keep_alive\":\"soon\"} | 400 | time: invalid duration"
                        + " \"soon\"",
                "/api/chat       | {\"model\":\"demo\",\"think\":true} | 400 | \"demo\" does not support thinking",
                "/api/chat       | {\"model\":\"demo\",\"options\":{\"temperature\":\"hot\"}} | 500 | option"
                        + " \"temperature\" must be of type float32",
                "/api/embed      | {\"model\":\"demo\",\"input\":[7]}  | 400 | invalid input type",
            })
    void saysWhatIsWrong(String path, String body, int status, String error) throws Exception {
        RawClient.Answer answer = post(path, body);
        assertThat(answer.json().text("error")).contains(error);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers()).containsEntry("content-type", "application/json; charset=utf-8");
    }

    @Test
    void embedsNoMoreThanItCanAnswer() throws Exception {
        String texts = "\"\",".repeat(512) + "\"\"";
        RawClient.Answer answer = post("/api/embed", "{\"model\":\"demo\",\"input\":[" + texts + "]}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().text("error", "")).contains("512");
    }

    @Test
    void refusesWrongMethodsAndPathsInWords() throws Exception {
        RawClient.Answer method = RawClient.get(demo.address(), "/api/chat");
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.body()).isEqualTo("405 method not allowed");
        assertThat(method.headers()).containsEntry("allow", "POST").containsEntry("content-type", "text/plain");
        RawClient.Answer path = RawClient.get(demo.address(), "/api/nothing");
        assertThat(path.status()).isEqualTo(404);
        assertThat(path.body()).isEqualTo("404 page not found");
        assertThat(RawClient.get(demo.address(), "/v1/models/").status()).isEqualTo(404);
    }

    @Test
    void refusesForeignHostsAndOrigins() throws Exception {
        assertThat(RawClient.get(demo.address(), "/api/tags", "Host: evil.example")
                        .status())
                .isEqualTo(403);
        assertThat(RawClient.get(demo.address(), "/api/tags", "Origin: http://evil.example")
                        .status())
                .isEqualTo(403);
        assertThat(RawClient.get(demo.address(), "/api/tags", "Origin: http://localhost:3000")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void saysThatModelsCannotBeChanged() throws Exception {
        RawClient.Answer delete = RawClient.ask(demo.address(), "DELETE", "/api/delete", "{\"model\":\"demo\"}");
        assertThat(delete.status()).isEqualTo(400);
        assertThat(delete.json().text("error", "")).contains("real Ollama");
        RawClient.Answer pull = post("/api/pull", "{\"model\":\"llama3.2\"}");
        assertThat(pull.status()).isEqualTo(400);
        assertThat(pull.json().text("error", "")).contains("real Ollama");
        assertThat(post("/api/pull", "{\"model\":\"demo\"}").body()).isEqualTo("{\"status\":\"success\"}\n");
    }

    private List<JsonObject> running() throws IOException {
        return RawClient.get(demo.address(), "/api/ps").json().array("models").objects();
    }

    private RawClient.Answer post(String path, String body) throws IOException {
        return RawClient.post(demo.address(), path, body);
    }
}
