package online.cloudtolocalllm.chat.model.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import online.cloudtolocalllm.chat.model.answer.Requests.Made;
import online.cloudtolocalllm.chat.model.talk.Image;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.chat.model.talk.Profile;
import online.cloudtolocalllm.chat.model.talk.Stage;
import online.cloudtolocalllm.client.model.ChatMessage;
import online.cloudtolocalllm.client.model.ChatRequest;
import online.cloudtolocalllm.protocol.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestsTest {

    private static final Profile M = Profile.PLAIN.withModel("m");

    private static Message question(String text) {
        return Message.question(0, text, List.of(), Instant.EPOCH);
    }

    private static Message answer(String text, Stage stage) {
        Message empty = Message.answer(0, "m", Instant.EPOCH);
        return empty.so(text, "thought", List.of(), empty.origin()).ended(stage, "why");
    }

    private static ChatRequest asks(Made made) {
        return ((Made.Asks) made).request();
    }

    @Test
    void whatFailedIsToldOnlyAsFarAsItCame() {
        List<Message> path = List.of(
                question("a"), answer("", Stage.BROKEN), question("b"), answer("half", Stage.BROKEN), question("c"));
        assertThat(asks(Requests.ask(M, path)).messages())
                .containsExactly(ChatMessage.user("a\n\nb"), ChatMessage.assistant("half"), ChatMessage.user("c"));
    }

    @Test
    void carriesTheProfile() {
        Profile all = new Profile(
                "m", "Be brief.", OptionalDouble.of(0.5), OptionalInt.of(8192), "10m", "{\"type\":\"object\"}");
        ChatRequest request = asks(Requests.ask(all, List.of(question("a"))));
        assertThat(Json.write(request.toJson()))
                .contains("{\"role\":\"system\",\"content\":\"Be brief.\"}")
                .contains("\"temperature\":0.5")
                .contains("\"num_ctx\":8192")
                .contains("\"keep_alive\":\"10m\"")
                .contains("\"format\":{\"type\":\"object\"}");
    }

    @ParameterizedTest
    @CsvSource({"-1,-1", "0,'\"0ms\"'", "60,'\"60000ms\"'", "5m,'\"5m\"'"})
    void keepAliveIsATextOrForEver(String written, String json) {
        Profile profile = new Profile("m", "", OptionalDouble.empty(), OptionalInt.empty(), written, "json");
        assertThat(Json.write(
                        asks(Requests.ask(profile, List.of(question("a")))).toJson()))
                .contains("\"keep_alive\":" + json)
                .contains("\"format\":\"json\"");
    }

    @Test
    void whatCannotBeAskedSaysWhy() {
        Profile odd = new Profile("m", "", OptionalDouble.empty(), OptionalInt.empty(), "", "{oops");
        assertThat(Requests.ask(odd, List.of(question("a")))).isEqualTo(new Made.Unfit(Reasons.FORMAT));
        assertThat(Requests.ask(Profile.PLAIN, List.of(question("a")))).isEqualTo(new Made.Unfit(Reasons.NO_MODEL));
        assertThat(Requests.ask(M, List.of(question("a".repeat(16 << 20)))))
                .isEqualTo(new Made.Unfit(Reasons.TOO_LARGE));
        assertThat(asks(Requests.goOn(odd, List.of(question("a"), answer("half", Stage.STOPPED))))
                        .fields()
                        .has("format"))
                .as("the rest of a form is no form")
                .isFalse();
    }

    @Test
    void theOldestIsLeftOutWhereAllIsTooMuch() {
        Image big = new Image("b.png", "image/png", "A".repeat(9 << 20));
        Message first = Message.question(0, "one", List.of(big), Instant.EPOCH);
        Message third = Message.question(0, "two", List.of(big), Instant.EPOCH);
        Made.Asks made = (Made.Asks) Requests.ask(M, List.of(first, answer("yes", Stage.WHOLE), third));
        assertThat(made.leftOut()).isEqualTo(1);
        assertThat(made.request().messages()).hasSize(3);
        assertThat(made.request().messages().getFirst().images()).isEmpty();
        assertThat(made.request().messages().getLast().images()).hasSize(1);
        assertThat(Json.write(made.request().toJson()).length()).isLessThan(16 << 20);
    }

    @Test
    void whatIsLeftBeginsWithAQuestion() {
        List<ChatMessage> turns =
                List.of(ChatMessage.user("x".repeat(500)), ChatMessage.assistant("y"), ChatMessage.user("z"));
        Room.Fitting fitting = new Room(600).fit(turns, "");
        assertThat(fitting.turns()).containsExactly(ChatMessage.user("z"));
        assertThat(fitting.leftOut()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "short|short",
                "'first line\nlast line \n'|last line",
                "A receiver tells how much room it has left in its own window before it is asked|much room it has left"
                        + " in its own window before it is asked",
            })
    void lastWordsAreWholeWords(String text, String words) {
        assertThat(GoOn.lastWords(text)).isEqualTo(words);
    }
}
