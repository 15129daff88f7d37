package online.cloudtolocalllm.chat.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import online.cloudtolocalllm.chat.model.talk.Found;
import online.cloudtolocalllm.chat.model.talk.Kept;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.chat.model.talk.Profile;
import online.cloudtolocalllm.chat.model.talk.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreSearchTest {

    @TempDir
    private Path home;

    private final StoreScene scene = new StoreScene(() -> home);

    @AfterEach
    void end() {
        scene.close();
    }

    private long said(String text) {
        long number = scene.store().create(Profile.PLAIN, Samples.AT).number();
        scene.store().append(number, Message.question(0, text, List.of(), Samples.AT));
        return number;
    }

    @ParameterizedTest
    @CsvSource({
        "Hello wonderful world,      wonder",
        "Hello wonderful world,      WORLD hel",
        "Grüße aus Zürich,           zurich",
        "Grüße aus Zürich,           GRÜ",
        "我喜欢吃苹果。,               苹果",
        "我喜欢吃苹果。,               吃",
        "東京と京都,                   京都",
        "東京と京都,                   東",
        "カタカナ・テスト,              テスト",
        "한국어를 배워요,                국어",
        "สวัสดีชาวโลก,                 ชาว",
        "हिन्दी में,                     हिन्दी",
        "Привет мир,                  прив",
        "party 🎉 time,                🎉",
        "a shaking face 🫨,            🫨",
        "a family 👨‍👩‍👧 here,               👨‍👩‍👧",
        "written in c++ today,        c++",
        "it costs 5€ today,           5€",
        "a <= b,                      <=",
        "snake_case_name,             case",
        "user@example.org,            user@example.org",
        "version 1.2.3,               1.2",
        "𠀀 is rare,                    𠀀",
        "say \"quoted\" words,          \"quoted\""
    })
    void isFound(String text, String words) {
        long number = said(text);
        said("nothing of it");
        assertThat(scene.store().find(words, 9))
                .extracting(found -> found.conversation().number())
                .containsExactly(number);
    }

    @ParameterizedTest
    @CsvSource({"wonderful world, derful", "written in c today, c++", "苹果, 果苹", "one two, two three", "東京, 京都"})
    void isNotFound(String text, String words) {
        said(text);
        assertThat(scene.store().find(words, 9)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"",
                "\"\"",
                "*",
                "a*",
                "^a",
                "text:a",
                "-a",
                "a AND",
                "NOT a",
                "OR",
                "NEAR(a b)",
                "a + b",
                "(",
                ")",
                "{a}",
                "a\"b",
                "'",
                "\\",
                ";",
                "--",
                "…",
                "a OR b",
                "\u0000",
                "\uD83C",
                "%",
                "_",
                "{text} : a",
                "\u202Ea",
                "\"a\" NEAR \"b\"",
                "a\" OR \"b"
            })
    void noQuestionIsSyntax(String words) {
        said("b");
        scene.store().find(words, 9);
        assertThat(scene.problems()).isEmpty();
        said("a OR b AND NOT NEAR text");
        assertThat(scene.store().find("NEAR NOT OR AND", 9)).hasSize(1);
    }

    @Test
    void aVeryLongQuestionIsCut() {
        said("word");
        assertThat(scene.store().find("word ".repeat(100_000), 9)).hasSize(1);
        assertThat(scene.store().find("苹".repeat(100_000), 9)).isEmpty();
        assertThat(scene.store().find("...", 9)).isEmpty();
        assertThat(scene.problems()).isEmpty();
    }

    @Test
    void aConversationIsFoundOnceByItsTitleOrItsLastMessageThatHolds() {
        ConversationStore store = scene.store();
        long number = said("apples are red");
        Message last = store.append(number, Samples.whole(0, "apples are\n\n**green**"));
        store.append(number, Samples.whole(0, "pears"));
        assertThat(store.find("apples", 9))
                .containsExactly(
                        new Found(store.conversation(number).orElseThrow(), last.number(), "apples are **green**"));
        store.rename(number, "About apples", true);
        assertThat(store.find("apples", 9))
                .containsExactly(new Found(store.conversation(number).orElseThrow(), 0, ""));
        assertThat(store.find("apples pears", 9)).as("all words in one text").isEmpty();
    }

    @Test
    void anAnswerIsFoundWhenItIsOverOrAfterARestart() {
        ConversationStore store = scene.store();
        long number = store.create(Profile.PLAIN, Samples.AT).number();
        Message one = store.append(number, Message.answer(0, "llama", Samples.AT));
        store.save(Samples.grown(one, "elephant", ""), Kept.NOTHING);
        assertThat(store.find("elephant", 9)).isEmpty();
        store.save(Samples.grown(one, "elephant seal", ""), Kept.NOTHING);
        ConversationStore again = scene.restarted();
        assertThat(again.find("elephant seal", 9)).hasSize(1);
        again.save(Samples.grown(one, "walrus", "").ended(Stage.STOPPED, ""), Kept.NOTHING);
        assertThat(again.find("elephant", 9)).isEmpty();
        assertThat(again.find("walrus", 9)).hasSize(1);
        assertThat(scene.restarted().find("walrus", 9)).hasSize(1);
    }

    @Test
    void anExcerptIsALineAroundTheWords() {
        said("The beginning of a long text. ".repeat(50) + "Here is\na\u0007 Needle. " + "And its end. ".repeat(50));
        String excerpt = scene.store().find("needle", 9).getFirst().excerpt();
        assertThat(excerpt)
                .startsWith("…")
                .contains("Here is a Needle. And")
                .endsWith("…")
                .hasSizeLessThan(170);
    }

    @ParameterizedTest
    @CsvSource({"short text, text, short text", "ÉCOLE, ecole, ÉCOLE", "'', word, ''", "İstanbul İi, i, İstanbul İi"})
    void excerptsOfShortTextsAreWhole(String text, String words, String excerpt) {
        assertThat(Excerpt.of(text, words)).isEqualTo(excerpt);
    }

    @Test
    void anExcerptOfOneHugeWordIsCut() {
        assertThat(Excerpt.of("x".repeat(1_000_000), "x")).hasSize(160).endsWith("…");
        assertThat(Excerpt.of("\uD83C\uDF89".repeat(1_000) + " needle", "needle"))
                .contains("needle");
        assertThat(Excerpt.of("苹".repeat(1_000) + "果", "果")).endsWith("果");
    }
}
