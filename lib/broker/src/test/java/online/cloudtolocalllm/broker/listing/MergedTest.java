package online.cloudtolocalllm.broker.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import online.cloudtolocalllm.broker.model.ModelList;
import online.cloudtolocalllm.broker.relay.OwnAnswer;
import online.cloudtolocalllm.broker.route.Limits;
import online.cloudtolocalllm.broker.route.Privacy;
import online.cloudtolocalllm.broker.route.RouteCandidate;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.config.InvalidSettingException;
import online.cloudtolocalllm.config.Origin;
import online.cloudtolocalllm.config.PrivacyRules;
import online.cloudtolocalllm.config.Reach;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.HealthState;
import org.junit.jupiter.api.Test;

class MergedTest {

    private static final Limits ANY = Limits.of(Privacy.ANY);

    private static JsonObject tag(String name, String digest) {
        return JsonObject.of("name", name, "model", name)
                .with("modified_at", "2026-11-22T10:58:05.25Z")
                .with("size", 1)
                .with("digest", digest.repeat(64))
                .with("details", JsonObject.of("format", "gguf"));
    }

    private static JsonObject read(String json) {
        try {
            return Json.parseObject(json);
        } catch (MalformedJsonException e) {
            throw new AssertionError(json, e);
        }
    }

    private static RouteCandidate connection(
            String name, ConnectionKind kind, Map<String, String> aliases, List<String> allowed, JsonObject... models) {
        Map<String, JsonObject> entries = new LinkedHashMap<>();
        for (JsonObject model : models) {
            entries.put(model.text("name").or(() -> model.text("id")).orElseThrow(), model);
        }
        try {
            ConnectionSettings settings = new ConnectionSettings(
                    new ConnectionId(name),
                    kind,
                    Origin.parse("http://localhost:1"),
                    true,
                    10,
                    true,
                    Duration.ofSeconds(5),
                    Optional.empty(),
                    Optional.empty(),
                    aliases,
                    allowed,
                    Optional.empty(),
                    false,
                    false,
                    64);
            return new RouteCandidate(settings, HealthState.UP, new ModelList(true, entries));
        } catch (InvalidSettingException e) {
            throw new AssertionError(e);
        }
    }

    private static RouteCandidate ollama(String name, JsonObject... models) {
        return connection(name, ConnectionKind.OLLAMA, Map.of(), List.of(), models);
    }

    private static RouteCandidate openAi(String name, JsonObject... models) {
        return connection(name, ConnectionKind.OPENAI, Map.of(), List.of(), models);
    }

    @Test
    void theFirstConnectionTellsOfAModelThatSeveralHave() {
        OwnAnswer answer = Merged.tags(
                List.of(
                        ollama("a", tag("m:latest", "a"), tag("z:1b", "a")),
                        ollama("b", tag("M", "b"), tag("only:b", "b"))),
                ANY);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.contentType()).isEqualTo("application/json; charset=utf-8");
        assertThat(answer.body())
                .isEqualTo("{\"models\":[" + tag("m:latest", "a").toJson() + ","
                        + tag("z:1b", "a").toJson() + "," + tag("only:b", "b").toJson() + "]}");
    }

    @Test
    void aliasesAreListedWithWhatIsKnownOfTheirModelsAndAllowListsHold() {
        OwnAnswer answer = Merged.tags(
                List.of(connection(
                        "a",
                        ConnectionKind.LOCAL_OLLAMA,
                        Map.of("gpt", "m", "gone", "not:there"),
                        List.of("m", "gone"),
                        tag("m:latest", "a"),
                        tag("secret", "c"))),
                ANY);

        List<JsonObject> models = read(answer.body()).array("models").objects();
        assertThat(models).extracting(model -> model.text("name", "")).containsExactly("gone", "gpt", "m:latest");
        assertThat(models.get(1)).isEqualTo(tag("gpt", "a"));
        assertThat(models.getFirst().text("digest", "")).hasSize(64);
    }

    @Test
    void whatOfficialClientsCannotDoWithoutIsAdded() {
        JsonObject bare = read("{\"name\":\"m\",\"digest\":\"\",\"size\":\"\",\"modified_at\":\"\",\"extra\":1}");

        JsonObject entry = read(Merged.tags(List.of(ollama("a", bare)), ANY).body())
                .array("models")
                .objects()
                .getFirst();

        assertThat(entry.text("model")).contains("m");
        assertThat(entry.text("digest", "")).hasSize(64);
        assertThat(entry.text("modified_at")).contains("1970-01-01T00:00:00Z");
        assertThat(entry.integer("size")).hasValue(0);
        assertThat(entry.object("details").has("family")).isTrue();
        assertThat(entry.integer("extra")).hasValue(1);
    }

    @Test
    void underV1ThereIsEverythingInOpenAisShape() {
        JsonObject hosted =
                read("{\"id\":\"org/x\",\"object\":\"model\",\"created\":7,\"owned_by\":\"org\",\"meta\":{}}");
        OwnAnswer answer =
                Merged.models(List.of(ollama("a", tag("m:latest", "a"), tag("ns/y", "b")), openAi("o", hosted)), ANY);

        assertThat(answer.contentType()).isEqualTo("application/json");
        assertThat(answer.body()).isEqualTo("""
            {"object":"list","data":[\
            {"id":"m:latest","object":"model","created":1795345085,"owned_by":"library"},\
            {"id":"ns/y","object":"model","created":1795345085,"owned_by":"ns"},\
            {"id":"org/x","object":"model","created":7,"owned_by":"org","meta":{}}]}
            """);
    }

    @Test
    void oneModelIsToldByTheNameThatWasAsked() {
        List<RouteCandidate> all =
                List.of(ollama("a", tag("tiny:latest", "a")), openAi("o", read("{\"id\":\"org/x\",\"created\":7}")));

        assertThat(Merged.model(all, ANY, "tiny").orElseThrow().body())
                .isEqualTo("{\"id\":\"tiny\",\"object\":\"model\",\"created\":1795345085,\"owned_by\":\"library\"}\n");
        assertThat(Merged.model(all, ANY, "org/x").orElseThrow().body())
                .contains("\"id\":\"org/x\"", "\"owned_by\":\"\"");
        OwnAnswer unknown = Merged.model(all, ANY, "nope").orElseThrow();
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.body())
                .isEqualTo("{\"error\":{\"message\":\"model 'nope' not found\",\"type\":\"api_error\",\"param\":null,"
                        + "\"code\":null}}\n");
    }

    @Test
    void oneModelIsNotDeniedWhileSomebodyMayHaveIt() {
        RouteCandidate unknown = new RouteCandidate(ollama("b").settings(), HealthState.UP);

        assertThat(Merged.model(List.of(ollama("a", tag("m", "a")), unknown), ANY, "nope"))
                .isEmpty();
    }

    @Test
    void whatIsInMemoryIsListedForEachConnectionAndNeverNull() {
        JsonObject loaded = read("{\"name\":\"m:latest\",\"model\":\"m:latest\",\"size\":1,\"digest\":\""
                + "a".repeat(64) + "\",\"details\":{},\"expires_at\":\"2026-11-22T11:03:32Z\",\"size_vram\":0}");

        assertThat(Merged.loaded(List.of(ollama("a"), ollama("b")), ANY, id -> List.of())
                        .body())
                .isEqualTo("{\"models\":[]}");
        assertThat(Merged.loaded(List.of(ollama("a"), ollama("b")), ANY, id -> List.of(loaded))
                        .body())
                .isEqualTo("{\"models\":[" + loaded.toJson() + "," + loaded.toJson() + "]}");
    }

    @Test
    void aModelIsNotToldOfWhereItMayNotBeAskedFor() {
        RouteCandidate near = connection(
                "a",
                ConnectionKind.LOCAL_OLLAMA,
                Map.of("s", "m:cloud"),
                List.of(),
                tag("secret:latest", "a"),
                tag("m:cloud", "a"));
        RouteCandidate far = openAi("o", JsonObject.of("id", "secret-too"), JsonObject.of("id", "x"));
        Limits limits =
                ANY.withRules(new PrivacyRules(Reach.INTERNET, Map.of("secret*", Reach.LOCAL, "m:cloud", Reach.LOCAL)));

        assertThat(Merged.models(List.of(near, far), limits).body())
                .contains("\"secret:latest\"", "\"x\"")
                .doesNotContain("secret-too", "m:cloud", "\"s\"");
        assertThat(Merged.tags(List.of(near), Limits.of(Privacy.LOCAL)).body())
                .contains("secret:latest")
                .doesNotContain("m:cloud");
    }
}
