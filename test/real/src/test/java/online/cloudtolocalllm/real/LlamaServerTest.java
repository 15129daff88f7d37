package online.cloudtolocalllm.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** A real server that speaks OpenAI's dialect and wants a key. No connection of the daemon's speaks to it yet. */
@Tag("real")
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LlamaServerTest {

    private static final String KEY = "key-for-this-test";
    /** Anywhere in a line: llama.cpp may have begun one with its own log. */
    private static final Pattern SERVES = Pattern.compile("real-llama-server: serving .* on (http\\S+)");

    private static final String CHAT = """
        {"model":"tiny","stream":true,"messages":[{"role":"user","content":"hi"}]}\
        """;

    private @Nullable RunningProgram server;

    @BeforeAll
    void start() throws Exception {
        Optional<String> lacking = Scripts.install(Scripts.LLAMA_SERVER, "install");
        lacking.ifPresent(why -> Lacking.skip("LlamaServerTest", why));
        server = RunningProgram.start(
                new ProcessBuilder(
                        Scripts.LLAMA_SERVER.toString(), "serve", "127.0.0.1:0", "--key", KEY, "--until-stdin-closes"),
                SERVES);
    }

    @AfterAll
    void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void streamsTheCountedAnswerToTheKey() throws Exception {
        HttpResponse<String> response = chat(Optional.of(KEY));

        assertThat(response.statusCode()).isEqualTo(200);
        List<String> events = response.body()
                .lines()
                .filter(line -> line.startsWith("data: "))
                .toList();
        assertThat(events).hasSizeGreaterThan(100).last().isEqualTo("data: [DONE]");
        assertThat(events.stream()
                        .limit(events.size() - 1)
                        .map(LlamaServerTest::content)
                        .collect(Collectors.joining()))
                .isEqualTo(Stack.ANSWER);
    }

    @Test
    void refusesWithoutTheKey() throws Exception {
        assertThat(chat(Optional.empty()).statusCode()).isEqualTo(401);
        assertThat(chat(Optional.of("wrong")).statusCode()).isEqualTo(401);
    }

    private HttpResponse<String> chat(Optional<String> key) throws IOException, InterruptedException {
        RunningProgram running = assertThatServerRuns();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(running.address() + "/v1/chat/completions"))
                .timeout(Duration.ofMinutes(1))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(CHAT));
        key.ifPresent(value -> request.header("Authorization", "Bearer " + value));
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private RunningProgram assertThatServerRuns() {
        RunningProgram running = server;
        if (running == null) {
            throw new AssertionError("the server was not started");
        }
        return running;
    }

    private static String content(String event) {
        try {
            List<JsonObject> choices = Json.parseObject(event.substring("data: ".length()))
                    .array("choices")
                    .objects();
            return choices.isEmpty() ? "" : choices.getFirst().object("delta").text("content", "");
        } catch (MalformedJsonException e) {
            throw new AssertionError("not JSON: " + event, e);
        }
    }
}
