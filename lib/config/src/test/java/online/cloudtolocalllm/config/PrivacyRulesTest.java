package online.cloudtolocalllm.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivacyRulesTest {

    private static final PrivacyRules RULES = new PrivacyRules(
            Reach.INTERNET,
            Map.of("diary", Reach.LOCAL, "llama*", Reach.LAN, "llama3.2:1b", Reach.INTERNET, "llama3*", Reach.LOCAL));

    @ParameterizedTest
    @CsvSource({
        "diary,         LOCAL",
        "diary:latest,  LOCAL",
        "DIARY,         LOCAL",
        "diary:7b,      INTERNET",
        "mistral,       INTERNET",
        "llama2,        LAN",
        "llama3.2:3b,   LOCAL",
        "llama3.2:1b,   INTERNET",
        "'',            INTERNET",
    })
    void theNearestRuleCounts(String model, Reach limit) {
        assertThat(RULES.limit(model)).isEqualTo(limit);
    }

    @ParameterizedTest
    @CsvSource({
        "diary,                              Library/Diary:LATEST,                LOCAL",
        "diary,                              registry.ollama.ai/library/diary,    LOCAL",
        "diary,                              https://registry.ollama.ai/library/diary, LOCAL",
        "registry.ollama.ai/library/diary,   diary,                               LOCAL",
        "library/diary:latest,               diary,                               LOCAL",
        "diary,                              hf.co/library/diary,                 INTERNET",
        "secret*,                            library/secret-big,                  LOCAL",
        "secret*,                            registry.ollama.ai/library/Secret:1b, LOCAL",
        "library/secret*,                    secret-big,                          LOCAL",
        "registry.ollama.ai/library/secret*, secret-big,                          LOCAL",
        "registry.ollama.ai/*,               secret,                              LOCAL",
        "registry.ollama.ai/*,               org/secret,                          LOCAL",
        "registry.ollama.ai/org/*,           org/secret,                          LOCAL",
        "registry.ollama.ai/*,               hf.co/org/secret,                    INTERNET",
        "hf.co/*,                            hf.co/org/secret,                    LOCAL",
        "library/*,                          secret,                              LOCAL",
        "library/*,                          org/secret,                          INTERNET",
        "secret:*,                           secret,                              LOCAL",
        "secret:latest*,                     secret,                              LOCAL",
        "secret:7b*,                         secret,                              INTERNET",
        "r*,                                 llama,                               INTERNET",
        "*,                                  anything,                            LOCAL",
    })
    void aModelObeysItsRuleHoweverEitherIsWritten(String rule, String asked, Reach limit) {
        PrivacyRules rules = new PrivacyRules(Reach.INTERNET, Map.of(rule, Reach.LOCAL));
        assertThat(rules.limit(asked)).isEqualTo(limit);
    }

    @Test
    void twoWaysToWriteABeginningWeighTheSameAndTheStricterCounts() {
        PrivacyRules rules = new PrivacyRules(
                Reach.INTERNET, Map.of("library/m*", Reach.INTERNET, "m*", Reach.LOCAL, "library/*", Reach.LAN));
        assertThat(rules.limit("mini")).isEqualTo(Reach.LOCAL);
        assertThat(rules.limit("other")).isEqualTo(Reach.LAN);
    }

    @Test
    void theSameModelWithTwoRulesHasTheStricter() {
        PrivacyRules twice = new PrivacyRules(
                Reach.INTERNET, Map.of("m", Reach.LAN, "M:latest", Reach.LOCAL, "m:LATEST", Reach.INTERNET));
        assertThat(twice.limit("m")).isEqualTo(Reach.LOCAL);
    }

    @Test
    void aModelThatIsNotPlainIsKeptAsNearAsAny() {
        assertThat(RULES.limitOfUnknown()).isEqualTo(Reach.LOCAL);
        assertThat(new PrivacyRules(Reach.LAN, Map.of("x", Reach.INTERNET)).limitOfUnknown())
                .isEqualTo(Reach.LAN);
        assertThat(PrivacyRules.NONE.limitOfUnknown()).isEqualTo(Reach.INTERNET);
    }

    @Test
    void aRuleMayLoosenTheGeneralOne() {
        PrivacyRules strict = new PrivacyRules(Reach.LOCAL, Map.of("gpt*", Reach.INTERNET));
        assertThat(strict.limit("gpt-4o")).isEqualTo(Reach.INTERNET);
        assertThat(strict.limit("llama3.2")).isEqualTo(Reach.LOCAL);
    }
}
