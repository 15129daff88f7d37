package online.cloudtolocalllm.chat.model.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JointTest {

    private static String join(String before, List<String> pieces) {
        Joint joint = new Joint(before);
        StringBuilder text = new StringBuilder(before);
        pieces.forEach(piece -> text.append(joint.take(piece)));
        return text.append(joint.rest()).toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "the cat sat on|the cat sat on the mat|the cat sat on the mat",
                "the cat sat on|\"the cat sat on the mat|the cat sat on the mat",
                "the cat sat on|… cat sat on the mat|the cat sat on the mat",
                "the cat sat on|the mat|the cat sat on the mat",
                "the cat sat on|, then left|the cat sat on, then left",
                "the recei|receiver tells|the receiver tells",
                "~one line\n~|~one line\nnext~|~one line\nnext~",
                "~the last line\n\n~|~the last line\n\nnext~|~the last line\n\nnext~",
                "~if (x) {\n~|~    return;~|~if (x) {\n    return;~",
                "~the cat ~|sat|the cat sat",
                "日本|語です|日本語です",
            })
    void joins(String before, String more, String whole) {
        assertThat(join(before, List.of(more))).isEqualTo(whole);
        assertThat(join(before, more.codePoints().mapToObj(Character::toString).toList()))
                .as("character by character")
                .isEqualTo(whole);
    }

    @Test
    void nothingMoreIsNothing() {
        assertThat(join("half", List.of())).isEqualTo("half");
        assertThat(join("half", List.of("", ""))).isEqualTo("half");
    }

    @Test
    void linesOfOneKindAreNotTakenForARepetition() {
        assertThat(join("a\n------------", List.of("------------ b"))).isEqualTo("a\n------------------------ b");
    }

    @Property(tries = 300)
    void aRepetitionNeverCountsTwiceHoweverItIsCut(
            @ForAll("words") List<String> words, @ForAll("cuts") List<Integer> cuts, @ForAll("cut") int cut) {
        String whole = String.join(" ", words);
        int end = Math.min(whole.length(), 20 + cut);
        String before = whole.substring(0, end).stripTrailing();
        int repeated = Math.max(0, before.length() - 15);
        assertThat(join(before, Cutting.cut(whole.substring(repeated), cuts))).isEqualTo(whole);
    }

    @Property(tries = 300)
    void howItComesMakesNoDifference(
            @ForAll("texts") String before, @ForAll("texts") String more, @ForAll("cuts") List<Integer> cuts) {
        String joined = join(before, List.of(more));
        assertThat(join(before, Cutting.cut(more, cuts))).isEqualTo(joined);
        assertThat(joined).startsWith(before);
    }

    @Provide
    Arbitrary<List<String>> words() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .ofMinLength(2)
                .ofMaxLength(9)
                .list()
                .ofMinSize(30)
                .ofMaxSize(60)
                .uniqueElements();
    }

    @Provide
    Arbitrary<Integer> cut() {
        return Arbitraries.integers().between(0, 60);
    }

    @Provide
    Arbitrary<List<Integer>> cuts() {
        return Arbitraries.integers().between(1, 12).list().ofMinSize(1).ofMaxSize(20);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("ab \n\"é日😀").ofMaxLength(60);
    }
}
