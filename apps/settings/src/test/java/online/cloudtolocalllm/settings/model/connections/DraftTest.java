package online.cloudtolocalllm.settings.model.connections;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import online.cloudtolocalllm.settings.model.config.Check;
import online.cloudtolocalllm.settings.model.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DraftTest {

    private static final Config NONE = Written.config("{}");
    private static final Config SOME = Written.config(
            "{\"ollama\": {\"connection_type\": \"local_ollama\", \"api_base_url\": \"http://localhost:11434\"},"
                    + " \"Ollama-2\": {\"connection_type\": \"ollama\"}}");

    private static Preset preset(String id) {
        return Preset.ALL.stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyPresetCanBeAddedOnceItsAddressIsKnown() {
        for (Preset preset : Preset.ALL) {
            Draft draft = Draft.of(preset, NONE);
            assertThat(draft.complete(NONE, ""))
                    .as(preset.id())
                    .isEqualTo(!preset.address().isEmpty());
            Draft addressed = draft.at(preset.example());
            assertThat(addressed.complete(NONE, "")).as(preset.id()).isTrue();
            assertThat(Check.of(NONE, addressed.edit().changes())).isInstanceOf(Check.Verdict.Right.class);
            assertThat(preset.keySource().isEmpty()).as(preset.id()).isEqualTo(preset.key() == Preset.Key.NONE);
        }
        assertThat(Preset.ALL.stream().map(Preset::id).distinct()).hasSize(10);
    }

    @Test
    void aFreeNameIsProposed() {
        assertThat(Draft.of(preset("ollama"), NONE).name()).isEqualTo("ollama");
        assertThat(Draft.of(preset("ollama"), SOME).name())
                .as("upper and lower case are the same")
                .isEqualTo("ollama-3");
        assertThat(Draft.of(preset("ollama"), SOME).remark(SOME)).isEqualTo("ollama has this address, too.");
    }

    @Test
    void whatWasTypedStaysWhenAnotherThingIsPicked() {
        Draft typed = Draft.of(preset("openai"), NONE).named("mine").at("https://my.org/v1");
        assertThat(typed.as(preset("other"), NONE)).isEqualTo(new Draft(preset("other"), "mine", "https://my.org/v1"));
        assertThat(Draft.of(preset("openai"), NONE).as(preset("vllm"), NONE)).isEqualTo(Draft.of(preset("vllm"), NONE));
        assertThat(Draft.of(preset("other"), NONE).as(preset("openai"), NONE).address())
                .isEqualTo("https://api.openai.com/v1");
    }

    @ParameterizedTest(name = "{0} at {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "ollama    | http://localhost:11434    | stays on this computer.",
                "ollama    | http://192.168.1.20:11434 | goes over your network.",
                "vllm      | http://localhost:8000/v1  | goes to that program on this computer.",
                "vllm      | https://vllm.example.com  | goes there over the internet.",
                "openai    | https://api.openai.com/v1 | goes there over the internet.",
                "cloud     | https://x.org             | goes there over the internet.",
            })
    void whereItGoesIsSaidByTheAddressThatIsTyped(String preset, String address, String end) {
        Draft draft = Draft.of(preset(preset), NONE).at(address);
        assertThat(draft.sentence()).startsWith(preset(preset).sentence()).endsWith(" What you ask " + end);
        assertThat(draft.at(" ").sentence())
                .as("nobody knows yet")
                .isEqualTo(preset(preset).sentence());
        assertThat(draft.at("http:/ x").sentence()).isEqualTo(preset(preset).sentence());
    }

    @ParameterizedTest(name = "{0} at {1}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "fine    | https://x.org       | ''               | ''",
                "''      | https://x.org       | Give it a name.  | ''",
                "a b     | https://x.org       | at most 64       | ''",
                "demo    | https://x.org       | demo server      | ''",
                "OLLAMA  | https://x.org       | upper and lower  | ''",
                "ollama  | https://x.org       | already          | ''",
                "fine    | ''                  | ''               | Say where it is",
                "fine    | x.org:11434         | ''               | perhaps http",
                "a b     | ftp://x.org         | at most 64       | must begin with http",
                "fine    | http://u:p@x.org    | ''               | no user",
            })
    void whatIsWrongIsTold(String name, String address, String nameSays, String addressSays) {
        Draft draft = new Draft(preset("other"), name, address);
        assertThat(draft.nameProblem(SOME))
                .containsIgnoringCase(nameSays)
                .matches(says -> says.isEmpty() == nameSays.isEmpty());
        assertThat(draft.addressProblem(SOME))
                .containsIgnoringCase(addressSays)
                .matches(says -> says.isEmpty() == addressSays.isEmpty());
        assertThat(draft.complete(SOME, "")).isEqualTo(nameSays.isEmpty() && addressSays.isEmpty());
    }

    @Test
    void aKeyThatCannotBeOneIsToldWithoutQuotingIt() {
        Draft near = new Draft(preset("other"), "x", "http://localhost:1/v1");
        Draft open = near.at("http://192.168.1.20:1/v1");
        assertThat(near.keyProblem("")).isEmpty();
        assertThat(near.keyProblem(" sk-1 ")).isEmpty();
        assertThat(open.keyProblem("sk-1")).contains("https only");
        assertThat(open.keyProblem("")).isEmpty();
        assertThat(open.at("https://192.168.1.20:1/v1").keyProblem("sk-1")).isEmpty();
        for (String wrong : List.of("two words", "schlüssel", "x".repeat(8193))) {
            assertThat(near.keyProblem(wrong)).isNotEmpty().doesNotContain(wrong);
            assertThat(near.complete(NONE, wrong)).isFalse();
        }
    }
}
