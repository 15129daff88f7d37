package online.cloudtolocalllm.demo.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import online.cloudtolocalllm.protocol.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerWriterTest {

    private static final Question.Limits NONE = new Question.Limits(0, List.of());

    private final AnswerWriter writer = new AnswerWriter("demo cloud");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hi | Hello. I am the demo model",
                "What happens when a connection goes down? | the next connection that can serve",
                "Is my data private? | Nothing leaves this computer",
                "how do I install a real model | ollama pull",
                "why is streaming slow? | This answer is a stream",
                "Who are you? | not a language model",
                "count to 4 | Counting: 1 2 3 4.",
                "Please count. | 18 19 20.",
                "count to 99999999 | That is as far as the demo counts.",
                "Why is the sky blue? | You asked: \"Why is the sky blue?\".",
            })
    void answersWhatWasAsked(String question, String part) {
        assertThat(text(question)).startsWith("[demo cloud] ").contains(part);
    }

    @Test
    void neverSoundsLikeALanguageModel() {
        for (String question : List.of("hi", "Why is the sky blue?", "Write a poem", "2+2", "")) {
            assertThat(text(question)).contains("demo").contains("language model");
        }
    }

    @Test
    void unknownQuestionsGetDifferentTexts() {
        Set<String> texts = new HashSet<>();
        for (int i = 0; i < 30; i++) {
            texts.add(text("riddle " + i).substring(40));
        }
        assertThat(texts.size()).isGreaterThan(2);
    }

    @Test
    void quotesOnOneLineWithoutControlCharactersAndNotAtLength() {
        assertThat(text("sky\u001b[31m\r\nblue\u0000\u202e")).contains("You asked: \"sky [31m blue\".");
        String quoted = text("🦙".repeat(500));
        assertThat(quoted).contains("\"" + "🦙".repeat(60) + " …\".");
        assertThat(text("x".repeat(3_000_000)).length()).isLessThan(1_000);
    }

    @Test
    void endsAtTheFirstStop() {
        Question.Limits limits = new Question.Limits(0, List.of("", " 5", " 3"));
        Answer answer = writer.answer(new Question("count to 9", 3, limits, false));
        assertThat(answer.text()).isEqualTo("[demo cloud] Counting: 1 2");
        assertThat(answer.endReason()).isEqualTo("stop");
    }

    @Test
    void isCutAtTheLimit() {
        Answer answer = writer.answer(new Question("hi", 1, new Question.Limits(2, List.of()), false));
        assertThat(answer.pieces()).containsExactly("[demo", " cloud]");
        assertThat(answer.endReason()).isEqualTo("length");
    }

    @Test
    void isJsonWhenAskedFor() throws Exception {
        String text = writer.answer(new Question("say \"hi\"", 1, NONE, true)).text();
        assertThat(Json.parseObject(text).flag("demo", false)).isTrue();
    }

    private String text(String question) {
        return writer.answer(new Question(question, 1, NONE, false)).text();
    }
}
