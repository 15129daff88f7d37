package online.cloudtolocalllm.settings.model.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import online.cloudtolocalllm.config.store.ConfigChange;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.settings.model.config.Check;
import online.cloudtolocalllm.settings.model.config.Config;
import online.cloudtolocalllm.settings.model.config.Edit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivacyTableTest {

    private static Config config(String privacy) throws Exception {
        JsonObject daemon = JsonObject.of("privacy", Json.parseObject(privacy.replace('\'', '"')));
        return Config.read(Config.Source.DAEMON, JsonObject.of("daemon", daemon));
    }

    private static Config after(Config before, Edit edit) {
        assertThat(edit.changes().getFirst()).isInstanceOf(ConfigChange.Expect.class);
        Check.Verdict verdict = Check.of(before, edit.changes());
        assertThat(verdict).isInstanceOf(Check.Verdict.Right.class);
        return verdict instanceof Check.Verdict.Right(Config after) ? after : before;
    }

    private static String json(Config config) {
        return config.daemon().object("privacy").toJson().replace('"', '\'');
    }

    @Test
    void rulesAreTheFilesInItsOrderAndSayWhatTheyMean() throws Exception {
        Config config = config("{'models':{'diary*':'local','acme':'lan','*':'any','odd':7,'e\u202evil':'x'}}");
        assertThat(PrivacyTable.rules(config))
                .extracting(PrivacyTable.Rule::sentence)
                .containsExactly(
                        "Requests for models whose name begins with “diary” stay on this computer.",
                        "Requests for “acme” stay within your network.",
                        "Requests for models without a rule of their own may travel anywhere.",
                        "Requests for “odd” stay on this computer: “7” is no rule, and the strictest counts.",
                        PrivacyTable.rules(config).getLast().sentence());
        assertThat(PrivacyTable.rules(config).getLast().sentence()).doesNotContain("\u202e");
        assertThat(PrivacyTable.unusable(config)).isEmpty();
        assertThat(PrivacyTable.rules(config("{'models':3}"))).isEmpty();
        assertThat(PrivacyTable.unusable(config("{'models':3}"))).isPresent();
    }

    @Test
    void eachEditChangesOneRuleAndKeepsTheOrder() throws Exception {
        Config two = config("{'models':{'a':'local','b':'lan'}}");
        assertThat(json(after(two, PrivacyTable.add(two, " c* ", "any"))))
                .isEqualTo("{'models':{'a':'local','b':'lan','c*':'any'}}");
        assertThat(json(after(two, PrivacyTable.choose(two, "a", "lan"))))
                .isEqualTo("{'models':{'a':'lan','b':'lan'}}");
        assertThat(json(after(two, PrivacyTable.rename(two, "a", "x.y:1b "))))
                .isEqualTo("{'models':{'x.y:1b':'local','b':'lan'}}");
        assertThat(json(after(two, PrivacyTable.remove(two, "a")))).isEqualTo("{'models':{'b':'lan'}}");
        Config one = config("{'models':{'a':'local'}}");
        assertThat(after(one, PrivacyTable.remove(one, "a")).value(PrivacyTable.FIELD))
                .as("an empty table is none")
                .isEmpty();
        Config none = Config.read(Config.Source.DAEMON, JsonObject.EMPTY);
        assertThat(json(after(none, PrivacyTable.add(none, "a", "local")))).isEqualTo("{'models':{'a':'local'}}");
        Config odd = config("{'models':3}");
        assertThat(json(after(odd, PrivacyTable.add(odd, "a", "local")))).isEqualTo("{'models':{'a':'local'}}");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        c,         ,      ''
        c*,        ,      ''
        '',        ,      Write a model's name
        a,         ,      There is a rule for it already
        A:latest,  ,      There is a rule for it already
        B*,        ,      There is a rule for it already
        a,         a,     ''
        b*,        a,     There is a rule for it already
        a b,       ,      This is no model's name
        a*b,       ,      This is no model's name
        """)
    void aNameIsCheckedWhileItIsTyped(String name, String instead, String why) throws Exception {
        Config config = config("{'models':{'a':'local','b*':'lan'}}");
        Optional<String> wrong = PrivacyTable.wrong(config, Optional.ofNullable(instead), name == null ? "" : name);
        if (why.isEmpty()) {
            assertThat(wrong).isEmpty();
        } else {
            assertThat(wrong.orElse("")).startsWith(why);
        }
    }

    @Test
    void aNameCanBeTried() throws Exception {
        Config config = config("{'default':'lan','models':{'diary*':'local','diary-public':'any'}}");
        Map.of(
                        "diary-7", "Requests for “diary-7” stay on this computer by these rules.",
                        " diary-public:latest ",
                                "Requests for “diary-public:latest” may travel anywhere by these rules.",
                        "llama3.2", "Requests for “llama3.2” stay within your network by these rules.",
                        "  ", "")
                .forEach((model, sentence) ->
                        assertThat(PrivacyTable.tried(config, model)).isEqualTo(sentence));
    }
}
