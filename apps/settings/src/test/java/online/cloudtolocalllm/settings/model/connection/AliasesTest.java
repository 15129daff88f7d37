package online.cloudtolocalllm.settings.model.connection;

import static org.assertj.core.api.Assertions.assertThat;

import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.settings.model.config.Check;
import online.cloudtolocalllm.settings.model.config.Edit;
import online.cloudtolocalllm.settings.model.connection.Aliases.Alias;
import org.junit.jupiter.api.Test;

class AliasesTest {

    private static final ConnectionView VIEW = Seen.of(
                    "local_ollama", "{\"model_aliases\":{\"small\":\"llama3.2:3b\",\"big\":\"qwen3:32b\"}}")
            .with("llama3.2:3b")
            .view();
    private static final Aliases TWO = Aliases.of(VIEW);

    private static JsonObject after(Edit edit) {
        return Check.of(VIEW.config(), edit.changes()) instanceof Check.Verdict.Right(var config)
                ? config.connections().object("local_ollama")
                : JsonObject.of("refused", true);
    }

    private static JsonObject names(String json) {
        return JsonObject.of("model_aliases", Seen.json(json));
    }

    @Test
    void rowsAreChangedInTheirPlaceAddedAndRemoved() {
        assertThat(TWO.put(0, new Alias(" tiny ", "llama3.2:1b")).map(AliasesTest::after))
                .contains(names("{\"tiny\":\"llama3.2:1b\",\"big\":\"qwen3:32b\"}"));
        assertThat(TWO.put(2, new Alias("gpt", "qwen3:32b")).map(AliasesTest::after))
                .contains(names("{\"small\":\"llama3.2:3b\",\"big\":\"qwen3:32b\",\"gpt\":\"qwen3:32b\"}"));
        assertThat(after(TWO.remove(0))).isEqualTo(names("{\"big\":\"qwen3:32b\"}"));
        Aliases one = Aliases.of(
                Seen.of("local_ollama", "{\"model_aliases\":{\"a\":\"b\"}}").view());
        assertThat(one.remove(0).changes())
                .as("the last one takes the key with it")
                .hasSize(2);
        assertThat(TWO.put(0, new Alias("small", "llama3.2:3b ")))
                .as("nothing is another")
                .isEmpty();
        assertThat(TWO.put(2, Alias.NONE)).isEmpty();
    }

    @Test
    void whatCannotBeIsTold() {
        assertThat(TWO.problem(2, new Alias("", "x"))).contains("Type the name");
        assertThat(TWO.problem(2, new Alias("x", " "))).contains("what it is called there");
        assertThat(TWO.problem(2, new Alias("SMALL:latest", "x")))
                .isEqualTo("There is this name already, for llama3.2:3b.");
        assertThat(TWO.problem(0, new Alias("Small", "x"))).isEmpty();
        assertThat(TWO.problem(0, Alias.NONE)).contains("Remove it");
        assertThat(TWO.problem(2, Alias.NONE)).isEmpty();
        assertThat(TWO.problem(2, new Alias("x".repeat(600), "y"))).contains("names in quotes");
        assertThat(TWO.put(2, new Alias("small", "x"))).isEmpty();
    }

    @Test
    void aModelThatIsNotThereIsNoErrorButSaid() {
        assertThat(TWO.note(TWO.rows().getFirst())).isEmpty();
        assertThat(TWO.note(TWO.rows().getLast())).isEqualTo("local_ollama does not list this model now.");
        assertThat(Aliases.of(Seen.of("x", "{\"connection_type\":\"ollama\"}").view())
                        .note(new Alias("a", "b")))
                .as("which models there are is not known")
                .isEmpty();
    }
}
