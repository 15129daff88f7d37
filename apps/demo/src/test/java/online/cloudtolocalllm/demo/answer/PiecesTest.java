package online.cloudtolocalllm.demo.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;

class PiecesTest {

    @Test
    void areWordsWithTheSpaceBefore() {
        assertThat(Pieces.of("Hello, I am.\n End")).containsExactly("Hello,", " I", " am.", "\n End");
        assertThat(Pieces.of("")).isEmpty();
        assertThat(Pieces.of("  ")).containsExactly("  ");
    }

    @Property
    void makeTheTextAgain(@ForAll @Chars({'a', ' ', '\n', 'é', '\ud83e'}) String text) {
        List<String> pieces = Pieces.of(text);
        assertThat(String.join("", pieces)).isEqualTo(text);
        assertThat(pieces).hasSize(Pieces.count(text)).doesNotContain("");
    }
}
