package online.cloudtolocalllm.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalNameTest {

    @ParameterizedTest
    @CsvSource({
        "m, m, true",
        "m, m:latest, true",
        "M:Latest, m, true",
        "library/m, m:latest, true",
        "org/m, org/m:latest, true",
        "registry.ollama.ai/library/m, m, true",
        "https://Registry.Ollama.AI/library/m:latest, M, true",
        "registry.ollama.ai/org/m, org/m, true",
        "registry.ollama.ai/m, m, false",
        "hf.co/library/m, m, false",
        "library/a/m, a/m, false",
        "m, m:7b, false",
        "m:7b, m:7B, true",
        "org/m, m, false",
        "m, m2, false",
        "m, '', false",
        "'', '', true",
        ":latest, '', false"
    })
    void areComparedAsOllamaDoes(String one, String other, boolean same) {
        assertThat(CanonicalName.same(one, other)).isEqualTo(same);
        assertThat(CanonicalName.same(other, one)).isEqualTo(same);
        assertThat(CanonicalName.of(one).equals(CanonicalName.of(other))).isEqualTo(same);
    }

    @ParameterizedTest
    @CsvSource({"M:latest, M", "org/m:Latest, org/m", "m:7b, m:7b", "m, m", ":latest, :latest"})
    void areShownWithoutTheUsualTag(String name, String shown) {
        assertThat(CanonicalName.withoutUsualTag(name)).isEqualTo(shown);
    }
}
