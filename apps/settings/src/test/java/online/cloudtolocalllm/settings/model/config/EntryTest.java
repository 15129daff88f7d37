package online.cloudtolocalllm.settings.model.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import online.cloudtolocalllm.protocol.json.JsonArray;
import online.cloudtolocalllm.protocol.json.JsonNumber;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.json.JsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntryTest {

    /** set before, typed, set now; then what stands there, and what is asked about. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "30, 30, 40, 40, -", // nobody typed: it follows
                "30, 35, 30, 35, -", // nobody else changed it
                "30, 35, 40, 35, 40", // both did
                "30, 35, 35, 35, -", // both the same
            })
    void nothingThatWasTypedIsLost(String before, String typed, String now, String stands, String asked) {
        Entry entry = Entry.of(before).type(typed).set(now);
        assertThat(entry.typed()).isEqualTo(stands);
        assertThat(entry.other()).isEqualTo(Optional.ofNullable(asked));
    }

    @Test
    void aQuestionIsAnsweredEitherWay() {
        Entry asked = Entry.of("30").type("35").set("40");
        assertThat(asked.mine()).isEqualTo(new Entry("40", "35", Optional.empty()));
        assertThat(asked.theirs()).isEqualTo(Entry.of("40"));
        assertThat(asked.set("30").other()).as("the other took it back").isEmpty();
    }

    private static Optional<JsonValue> parsed(SettingSpec.Kind kind, String text) {
        assertThat(ValueText.parse(kind, text)).isInstanceOf(ValueText.Parsed.Value.class);
        return ValueText.parse(kind, text) instanceof ValueText.Parsed.Value(Optional<JsonValue> value)
                ? value
                : Optional.empty();
    }

    private static final SettingSpec.Kind NUMBER = new SettingSpec.Kind.Amount("30", "s");
    private static final SettingSpec.Kind LINES = new SettingSpec.Kind.Lines("");

    @ParameterizedTest
    @CsvSource({"30, 30", "' 2.5 ', 2.5", "-1, -1", "0.000000001, 0.000000001", "999999999999999999, 999999999999999999"
    })
    void numbersAreTheSameInEveryLanguage(String text, String number) {
        assertThat(parsed(NUMBER, text)).contains(new JsonNumber(number));
    }

    @ParameterizedTest
    @CsvSource({"ten", "'1,5'", "007", "1e5", "0x10", "1 000", "+5", ".5", "5.", "９"})
    void whatIsNoNumberIsToldSo(String text) {
        assertThat(ValueText.parse(NUMBER, text)).isInstanceOf(ValueText.Parsed.Wrong.class);
    }

    @Test
    void emptyMeansTheDefault() {
        assertThat(parsed(NUMBER, "  ")).isEmpty();
        assertThat(parsed(LINES, "\n \n")).isEmpty();
        assertThat(parsed(new SettingSpec.Kind.Line("x"), "")).isEmpty();
    }

    @Test
    void listsHaveOneEntryALine() {
        Optional<JsonValue> value = parsed(LINES, " http://a \n\nhttp://b\nhttp://a");
        assertThat(value).contains(JsonArray.of(java.util.List.of("http://a", "http://b")));
        assertThat(ValueText.of(LINES, value)).isEqualTo("http://a\nhttp://b");
    }

    @Test
    void whatIsOfAnotherKindIsShownAsItIs() {
        assertThat(ValueText.of(LINES, Optional.of(JsonObject.of("a", 1)))).isEqualTo("{\"a\":1}");
        assertThat(ValueText.of(NUMBER, Optional.of(new JsonText("ten")))).isEqualTo("ten");
    }
}
