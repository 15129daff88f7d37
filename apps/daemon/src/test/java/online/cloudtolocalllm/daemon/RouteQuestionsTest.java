package online.cloudtolocalllm.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.broker.model.ModelList;
import online.cloudtolocalllm.broker.route.RequestTarget;
import online.cloudtolocalllm.broker.route.RouteCandidate;
import online.cloudtolocalllm.broker.route.Router;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.config.InvalidSettingException;
import online.cloudtolocalllm.daemon.gateway.GatewayPages;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonNull;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.HealthState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteQuestionsTest {

    private final RouteQuestions questions = new RouteQuestions(request -> Router.explain(
            request,
            List.of(
                    new RouteCandidate(connection("local_ollama", "local_ollama"), HealthState.UP, ModelList.of("x")),
                    new RouteCandidate(connection("box", "ollama"), HealthState.UP, ModelList.of("m:latest")))));

    private static ConnectionSettings connection(String name, String type) {
        try {
            return ConnectionSettings.read(
                    name, JsonObject.of("connection_type", type, "api_base_url", "http://127.0.0.1:1"));
        } catch (InvalidSettingException e) {
            throw new AssertionError(e);
        }
    }

    private GatewayPages.Answer page(String query) {
        return questions
                .page(RequestTarget.parse("/_broker/route" + query).orElseThrow())
                .toCompletableFuture()
                .join();
    }

    @Test
    void theCommandAndThePageSayTheSame() throws Exception {
        JsonObject reply = questions
                .command(JsonObject.of("command", "ROUTE", "model", "m"))
                .toCompletableFuture()
                .join();

        assertThat(Json.parseObject(page("?model=m").body())).isEqualTo(reply);
        assertThat(reply.text("path")).contains("/api/chat");
        assertThat(reply.array("stops").objects())
                .containsExactly(
                        JsonObject.of("connection", "box", "model", "m").with("why", "has the model; up; priority 20"));
        assertThat(reply.array("left_out").objects())
                .containsExactly(JsonObject.of("connection", "local_ollama", "why", "it does not have the model"));
        assertThat(reply.get("refusal")).isEqualTo(Optional.of(JsonNull.NULL));
    }

    @Test
    void aRefusalIsTold() throws Exception {
        JsonObject answer = Json.parseObject(page("?connection=nope").body());

        assertThat(answer.array("stops").items()).isEmpty();
        assertThat(answer.object("refusal").integer("status")).hasValue(400);
        assertThat(answer.object("refusal").text("message", "")).contains("nope", "local_ollama, box");
    }

    @ParameterizedTest
    @CsvSource({"?privacy=secret, privacy", "?path=api, must begin", "?connection=%20, connection"})
    void aWrongQuestionIsRefused(String query, String words) throws Exception {
        GatewayPages.Answer answer = page(query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(Json.parseObject(answer.body()).text("error", "")).contains(words);
    }

    @ParameterizedTest
    @CsvSource({
        "'?model=org%2Fm&path=/v1/chat/completions', local_ollama",
        "?path=/api/pull, local_ollama",
        "'?path=/api/delete&model=m', box"
    })
    void theWayDependsOnThePath(String query, String first) throws Exception {
        assertThat(Json.parseObject(page(query).body())
                        .array("stops")
                        .objects()
                        .getFirst()
                        .text("connection"))
                .contains(first);
    }
}
