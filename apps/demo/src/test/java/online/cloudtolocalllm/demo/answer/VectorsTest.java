package online.cloudtolocalllm.demo.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class VectorsTest {

    @Test
    void areTheSameForTheSameTextAndHaveLengthOne() {
        assertThat(Vectors.of("a cat")).containsExactly(Vectors.of("A  Cat"));
        assertThat(product("a cat", "a cat")).isCloseTo(1, within(1e-5));
        assertThat(Vectors.of(" ")).containsOnly(0f);
    }

    @Test
    void areNearWhenTextsShareWords() {
        assertThat(product("the cat sleeps on the mat", "the cat sits on the mat"))
                .isGreaterThan(product("the cat sleeps on the mat", "quarterly revenue grew"));
    }

    private static double product(String a, String b) {
        double sum = 0;
        for (int i = 0; i < Vectors.DIMENSIONS; i++) {
            sum += Vectors.of(a)[i] * Vectors.of(b)[i];
        }
        return sum;
    }
}
