package online.cloudtolocalllm.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The gateway is a transparent window: every recorded request gets through it the answer that Ollama gives directly. */
@AgainstRealServers
class RecordedRequestsTest {

    /** Ollama refuses these two with an empty 403; the gateway refuses them itself and says why. */
    private static final List<String> REFUSED_BY_THE_GATEWAY = List.of("error-host", "error-origin");

    /** What must be there before a request is sent; each request is sent twice, and some change the models. */
    private enum Before {
        SECOND_MODEL,
        DERIVED_MODEL,
        LOADED,
        NOTHING_LOADED
    }

    private static final Map<String, Before> BEFORE = Map.of(
            "tags-two", Before.SECOND_MODEL,
            "delete", Before.SECOND_MODEL,
            "delete-created", Before.DERIVED_MODEL,
            "ps-loaded", Before.LOADED,
            "ps-empty", Before.NOTHING_LOADED);

    private static final Duration UNLOAD_LIMIT = Duration.ofSeconds(20);
    private static final List<String> EXTRA_MODELS = List.of("tiny2", "tiny3");

    static Stream<String> transparent() throws IOException {
        return names().filter(name -> !REFUSED_BY_THE_GATEWAY.contains(name));
    }

    @ParameterizedTest
    @MethodSource("transparent")
    void sameAnswerAsDirectly(String name, Stack stack) throws Exception {
        List<String> direct = Shape.of(exchange(name, stack.ollama(), stack));
        List<String> through = Shape.of(exchange(name, stack.target(), stack));

        assertThat(through).as(name).isEqualTo(direct);
    }

    @ParameterizedTest
    @ValueSource(strings = {"error-host", "error-origin"})
    void refusedWithAReason(String name, Stack stack) throws Exception {
        assumeFalse(Stack.direct(), "Ollama itself gives no reason");

        Exchange refused = exchange(name, stack.target(), stack);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(Json.parseObject(refused.text()).text("error", "")).isNotBlank();
        assertThat(refused.headers())
                .extracting(Exchange.Header::name)
                .noneMatch(header -> header.startsWith("access-control-"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat-stream", "v1-chat-stream", "v1-messages-stream"})
    void theAnswerSaysWhoServed(String name, Stack stack) throws Exception {
        assumeFalse(Stack.direct(), "only the gateway says who served");

        Exchange answer = exchange(name, stack.target(), stack);

        assertThat(answer.all("x-served-by")).containsExactly("local_ollama");
        assertThat(answer.all("x-attempts")).containsExactly("1");
        assertThat(answer.all("x-request-id")).singleElement().asString().isNotBlank();
    }

    private static Stream<String> names() throws IOException {
        try (Stream<Path> files = Files.list(Scripts.recordings())) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".request"))
                    .map(file -> file.substring(0, file.length() - ".request".length()))
                    .sorted()
                    .toList();
            assertThat(names).as("recordings in " + Scripts.recordings()).hasSizeGreaterThan(90);
            return names.stream();
        }
    }

    private static Exchange exchange(String name, URI server, Stack stack) throws IOException {
        Before before = BEFORE.get(name);
        if (before != null) {
            prepare(before, stack.ollama());
        }
        try {
            return Exchange.send(server, Files.readAllBytes(Scripts.recordings().resolve(name + ".request")));
        } finally {
            for (String model : EXTRA_MODELS) {
                Exchange.send(stack.ollama(), "DELETE", "/api/delete", model(model));
            }
        }
    }

    private static void prepare(Before before, URI ollama) throws IOException {
        switch (before) {
            case SECOND_MODEL ->
                ok(Exchange.send(ollama, "POST", "/api/copy", "{\"source\":\"tiny\",\"destination\":\"tiny2\"}"));
            case DERIVED_MODEL ->
                ok(Exchange.send(
                        ollama,
                        "POST",
                        "/api/create",
                        "{\"model\":\"tiny3\",\"from\":\"tiny\",\"system\":\"be brief\"}"));
            case LOADED -> {
                unloadAll(ollama);
                ok(Exchange.send(ollama, "POST", "/api/generate", model("tiny")));
            }
            case NOTHING_LOADED -> unloadAll(ollama);
        }
    }

    /** Ollama answers before a model has left, so what it lists is asked for until it is empty. */
    private static void unloadAll(URI ollama) throws IOException {
        long end = System.nanoTime() + UNLOAD_LIMIT.toNanos();
        for (List<JsonObject> left = loaded(ollama); !left.isEmpty(); left = loaded(ollama)) {
            assertThat(System.nanoTime() - end).as("still loaded: " + left).isNegative();
            for (JsonObject model : left) {
                JsonObject unload = JsonObject.of("model", model.text("model", ""), "keep_alive", 0);
                ok(Exchange.send(ollama, "POST", "/api/generate", unload.toJson()));
            }
        }
    }

    private static List<JsonObject> loaded(URI ollama) throws IOException {
        Exchange answer = Exchange.send(ollama, "GET", "/api/ps", "");
        ok(answer);
        try {
            return Json.parseObject(answer.text()).array("models").objects();
        } catch (MalformedJsonException e) {
            throw new IOException("not a list of models: " + answer.text(), e);
        }
    }

    private static void ok(Exchange exchange) {
        assertThat(exchange.status()).as(exchange.text()).isEqualTo(200);
    }

    private static String model(String name) {
        return JsonObject.of("model", name).toJson();
    }
}
