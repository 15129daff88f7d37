package online.cloudtolocalllm.chat.model.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import online.cloudtolocalllm.chat.model.talk.Image;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TitlesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "What is TCP? And UDP?|What is TCP?",
                "Explain backpressure.|Explain backpressure",
                "Use version 3.2 of it, please|Use version 3.2 of it, please",
                "## A heading|A heading",
                "1. first thing|first thing",
                "'> quoted\nmore'|quoted",
                "'\n\n  late  start  \nx'|late start",
                "日本語は？次|日本語は？",
                "Wait...|Wait...",
                "I would like to know how a sender finds out that it has to slow down|I would like to know how a"
                        + " sender finds out that it has to…",
            })
    void isTheFirstSentence(String question, String title) {
        assertThat(Titles.of(question, List.of())).isEqualTo(title);
    }

    @ParameterizedTest
    @CsvSource({"cat.png,cat.png", "'',''"})
    void isThePictureWithoutText(String name, String title) {
        assertThat(Titles.of(" \n", List.of(new Image(name, "image/png", "")))).isEqualTo(title);
    }

    @Property(tries = 300)
    void isAlwaysAShortHarmlessLine(@ForAll @StringLength(max = 300) String question) {
        String title = Titles.of(question, List.of());
        assertThat(title.codePointCount(0, title.length())).isLessThanOrEqualTo(Titles.LONGEST);
        assertThat(title.chars()).noneMatch(c -> Character.isISOControl(c) || c == '\u202e');
    }
}
