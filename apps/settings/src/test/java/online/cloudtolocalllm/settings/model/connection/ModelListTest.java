package online.cloudtolocalllm.settings.model.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.protocol.json.JsonArray;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.settings.model.config.Check;
import online.cloudtolocalllm.settings.model.config.Edit;
import org.junit.jupiter.api.Test;

class ModelListTest {

    private static final Seen ALL =
            Seen.of("local_ollama", "{}").with("Zephyr:7b", "llama3.2:latest").holding("llama3.2");
    private static final Seen SOME =
            Seen.of("local_ollama", "{\"models\":[\"llama3.2\",\"gone:1b\"]}").with("Zephyr:7b", "llama3.2:latest");

    private static ModelList list(Seen seen) {
        return ModelList.of(seen.view());
    }

    private static JsonObject after(Seen seen, Edit edit) {
        return Check.of(seen.view().config(), edit.changes()) instanceof Check.Verdict.Right(var config)
                ? config.connections().object("local_ollama")
                : JsonObject.of("refused", true);
    }

    private static JsonObject models(String... names) {
        return JsonObject.of("models", JsonArray.of(List.of(names)));
    }

    @Test
    void whatIsListedAndWhatIsAllowedIsShownByName() {
        assertThat(list(ALL).models())
                .containsExactly(
                        new ModelList.Model("llama3.2:latest", true, true, true),
                        new ModelList.Model("Zephyr:7b", true, false, true));
        assertThat(list(SOME).models())
                .containsExactly(
                        new ModelList.Model("gone:1b", false, false, true),
                        new ModelList.Model("llama3.2:latest", true, false, true),
                        new ModelList.Model("Zephyr:7b", true, false, false));
        assertThat(list(SOME).models()).extracting(ModelList.Model::note).containsExactly("not listed now", "", "");
        assertThat(list(SOME.away()).models()).hasSize(2);
    }

    @Test
    void theSearchFindsAllWordsInAnyCase() {
        assertThat(list(ALL).matching("  ")).hasSize(2);
        assertThat(list(ALL).matching("7B zeph"))
                .extracting(ModelList.Model::name)
                .containsExactly("Zephyr:7b");
        assertThat(list(ALL).matching("[")).isEmpty();
    }

    @Test
    void whereThereIsNoneTheNextStepStands() {
        Seen none = Seen.of("local_ollama", "{}");
        assertThat(list(none).emptiness(false)).contains("Test it to see why");
        assertThat(list(none).emptiness(true)).startsWith("Add the first model");
        assertThat(list(none.away()).emptiness(false)).contains("Start it");
        assertThat(list(ALL).emptiness(false)).isEqualTo("No model has that in its name.");
    }

    @Test
    void onlySomeBeginsWithThoseThatAreThere() {
        assertThat(list(ALL).these().map(edit -> after(ALL, edit))).contains(models("llama3.2:latest", "Zephyr:7b"));
        assertThat(list(Seen.of("local_ollama", "{}")).these()).isEmpty();
        assertThat(after(SOME, list(SOME).all())).isEqualTo(JsonObject.EMPTY);
    }

    @Test
    void modelsAreAllowedAndNotByWhateverNameTheyAreCalled() {
        assertThat(list(SOME).allow("Zephyr:7b", true).map(edit -> after(SOME, edit)))
                .contains(models("llama3.2", "gone:1b", "Zephyr:7b"));
        assertThat(list(SOME).allow("LLAMA3.2:latest", false).map(edit -> after(SOME, edit)))
                .contains(models("gone:1b"));
        assertThat(list(SOME).allow("library/llama3.2", true)).isEmpty();
        assertThat(list(SOME).allow("  ", true)).isEmpty();
        Seen last = Seen.of("local_ollama", "{\"models\":[\"one\"]}");
        assertThat(list(last).allow("one", false))
                .as("an empty list would allow all")
                .isEqualTo(Optional.empty());
    }
}
