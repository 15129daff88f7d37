package online.cloudtolocalllm.chat.view.talk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.chat.model.talk.Origin;
import online.cloudtolocalllm.chat.model.talk.Stage;
import online.cloudtolocalllm.protocol.ipc.Tried;
import org.junit.jupiter.api.Test;

class AnswerWordsTest {

    private static Origin origin(String connection, Duration first, Duration thinking) {
        return new Origin(
                "llama3.2:latest",
                connection,
                List.of(),
                Optional.of(first),
                Optional.of(thinking),
                1,
                OptionalDouble.of(4.2));
    }

    private static Message answer(Stage stage, String text, Origin origin) {
        return Samples.answer(2, text, "", stage, "", origin, Message.Versions.ONLY);
    }

    private static String tookOver(Tried... tried) {
        return AnswerWords.tookOver(Samples.origin(List.of(tried)));
    }

    @Test
    void theFooterTellsWhoAndHowFast() {
        Origin fast = origin("local_ollama", Duration.ofMillis(41), Duration.ofSeconds(3));
        assertThat(AnswerWords.footer(answer(Stage.WHOLE, "x", fast)))
                .isEqualTo("local_ollama · llama3.2 · 4.2 tokens/s · first token 41 ms");
        assertThat(AnswerWords.footer(answer(Stage.STOPPED, "x", Origin.asked("llama3.2"))))
                .isEqualTo("not answered · llama3.2 · stopped");
        assertThat(AnswerWords.footer(answer(Stage.WRITING, "", Origin.asked("llama3.2"))))
                .isEqualTo("asking · llama3.2");
        assertThat(AnswerWords.footer(answer(Stage.WHOLE, "x", Origin.asked(""))))
                .isEqualTo("answered");
    }

    @Test
    void everyStageHasItsShape() {
        assertThat(List.of(Stage.values()).stream().map(AnswerWords::mark)).doesNotHaveDuplicates();
        assertThat(List.of(Stage.values()).stream().map(AnswerWords::tone)).hasSize(4);
    }

    @Test
    void aFailoverIsToldInASentence() {
        assertThat(tookOver()).isEmpty();
        assertThat(tookOver(new Tried("gpu_box", "nothing listens there")))
                .isEqualTo("gpu_box stopped answering; local_ollama took over.");
        assertThat(tookOver(new Tried("gpu_box", "it answered 503")))
                .isEqualTo("gpu_box answered 503; local_ollama took over.");
        assertThat(tookOver(new Tried("a", "x"), new Tried("b", "y"), new Tried("c", "z")))
                .isEqualTo("a, b and c did not serve this; local_ollama took over.");
        assertThat(AnswerWords.tookOver(Origin.asked("x"))).isEmpty();
    }

    @Test
    void theStoryHasEveryAttempt() {
        Message answer = Samples.answer(
                2,
                "x",
                "",
                Stage.WHOLE,
                "",
                Samples.origin(List.of(new Tried("gpu_box", "no\nroute"), new Tried("router", "it answered 429"))),
                Message.Versions.ONLY);
        assertThat(AnswerWords.story(answer, Samples.AT, ZoneOffset.UTC))
                .extracting(line -> line.what() + " " + line.words())
                .containsExactly(
                        "Asked 12:31:00",
                        "Model llama3.2:latest",
                        "Tried gpu_box: no route",
                        "Tried router: it answered 429",
                        "Answered by local_ollama",
                        "First token 0.2 s",
                        "Thought for 3 s",
                        "Length 214 tokens",
                        "Speed 38 tokens/s");
    }

    @Test
    void howLongItThought() {
        Origin brief = origin("a", Duration.ofMillis(5), Duration.ofMillis(400));
        assertThat(AnswerWords.thought(answer(Stage.WRITING, "", brief))).isEqualTo("Thinking …");
        assertThat(AnswerWords.thought(answer(Stage.WRITING, "x", brief))).isEqualTo("Thought for a moment");
        assertThat(AnswerWords.thought(answer(Stage.STOPPED, "", Origin.asked("x"))))
                .isEqualTo("Thought");
    }

    @Test
    void whatIsMissingIsTold() {
        assertThat(AnswerWords.waiting(answer(Stage.WRITING, "", Origin.asked("llama3.2:latest"))))
                .isEqualTo("Asking llama3.2 …");
        assertThat(AnswerWords.waiting(answer(Stage.WRITING, "", origin("gpu_box", Duration.ZERO, Duration.ZERO))))
                .isEqualTo("Waiting for llama3.2 on gpu_box …");
        assertThat(AnswerWords.waiting(answer(Stage.WHOLE, "", Origin.asked("x"))))
                .isEmpty();
        assertThat(AnswerWords.problem(answer(Stage.STOPPED, "", Origin.asked("x"))))
                .isEqualTo("Stopped before anything was written.");
        assertThat(AnswerWords.problem(answer(Stage.BROKEN, "", Origin.asked("x"))))
                .isEqualTo("This broke off. Ask again.");
        assertThat(AnswerWords.problem(answer(Stage.WHOLE, "x", Origin.asked("x"))))
                .isEmpty();
    }
}
