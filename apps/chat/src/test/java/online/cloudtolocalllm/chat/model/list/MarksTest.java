package online.cloudtolocalllm.chat.model.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the words are that were looked for. */
class MarksTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        the trip to Rome      | tri       | the [tri]p to Rome
        a strip, a trip       | trip      | a strip, a [trip]
        a strip               | trip      | a s[trip]
        TRIP trip             | Trip      | [TRIP] [trip]
        Café, cafe\u0301      | cafe      | [Café], [cafe\u0301]
        Überraschung          | uber      | [Über]raschung
        select "x" from y     | from "x"  | select "[x]" [from] y
        東京の天気              | 天気      | 東京の[天気]
        ab abc                | ab abc    | [ab] [abc]
        nothing               | *"-       | nothing
        see 😀 there          | 😀        | see [😀] there
        """)
    void theWordsStandOut(String text, String words, String marked) {
        assertThat(Marks.of(text, words).stream()
                        .map(piece -> piece.found() ? "[" + piece.text() + "]" : piece.text())
                        .collect(Collectors.joining()))
                .isEqualTo(marked);
    }

    @Property(tries = 500)
    void nothingIsLost(@ForAll String text, @ForAll String words) {
        assertThat(Marks.of(text, words).stream().map(Piece::text).collect(Collectors.joining()))
                .isEqualTo(text);
        if (!text.isEmpty()) {
            assertThat(Marks.of(text, text.substring(0, 1)).stream()
                            .map(Piece::text)
                            .collect(Collectors.joining()))
                    .isEqualTo(text);
        }
    }
}
