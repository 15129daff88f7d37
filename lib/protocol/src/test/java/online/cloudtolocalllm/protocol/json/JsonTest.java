package online.cloudtolocalllm.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    private static final String SECRET = "s3cr3t";

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{} {}",
                "1 2",
                "[] x",
                "{},",
                "[1,]",
                "{\"a\":1,}",
                "[1",
                "{\"a\"",
                "{\"a\":",
                "\"a",
                "]",
                "}",
                "[}",
                "{]",
                "NaN",
                "[NaN]",
                "Infinity",
                "-Infinity",
                "+1",
                ".5",
                "1.",
                "01",
                "-",
                "-01",
                "1e",
                "0x10",
                "1_000",
                "'a'",
                "{a:1}",
                "{'a':1}",
                "{1:1}",
                "tru",
                "True",
                "nul",
                "undefined",
                "// c\n1",
                "/* c */ 1",
                "# c\n1",
                "\"\\x41\"",
                "\"\\u12\"",
                "\"a\nb\"",
                "\"a\tb\"",
                "[1 2]",
                "{\"a\" 1}",
                "\u00a01",
                "\ufeff1",
                "\u0000"
            })
    void whatIsNotExactlyOneValueIsRefused(String text) {
        assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(MalformedJsonException.class);
        assertThatThrownBy(() -> Json.parse(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedJsonException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t\r "})
    void nothingIsCalledEmpty(String text) {
        assertThatThrownBy(() -> Json.parse(text))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessage("empty");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"s3cr3t\":1,\"s3cr3t\":2}",
                "{\"s3cr3t\":{\"a\":1,\"a\":2}}",
                "{\"a\":1,\"\\u0061\":2,\"s3cr3t\":1}",
                "{\"t\":\"s3cr3t\"} s3cr3t",
                "{\"t\":s3cr3t}",
                "s3cr3t",
                "\"s3cr3t",
                "{\"t\":\"s3cr3t",
                "{\"s3cr3t\" 1}",
                "[\"s3cr3t\\q\"]",
                "[1s3cr3t]",
                "[\"s3cr3t\n\"]"
            })
    void errorsNameThePlaceAndNeverTheContent(String text) {
        MalformedJsonException error = catchThrowableOfType(MalformedJsonException.class, () -> Json.parseObject(text));
        assertThat(error).hasMessageMatching("(duplicate key|not valid JSON) at line \\d+, column \\d+");
        assertThat(error.toString()).doesNotContain(SECRET);
        assertThat(error.getCause()).isNull();
    }

    @Test
    void aDuplicateKeyIsNamedAsSuch() {
        assertThatThrownBy(() -> Json.parse("{\"a\":1,\n\"a\":2}"))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessageStartingWith("duplicate key at line 2");
    }

    @Test
    void theSameKeyOnDifferentLevelsIsNoDuplicate() throws MalformedJsonException {
        assertThat(Json.parse("{\"a\":{\"a\":1},\"b\":[{\"a\":1},{\"a\":2}]}").toJson())
                .isEqualTo("{\"a\":{\"a\":1},\"b\":[{\"a\":1},{\"a\":2}]}");
    }

    @Test
    void nestingIsBounded() throws MalformedJsonException {
        assertThat(Json.parse(nested(Json.MAX_DEPTH)).toJson()).isEqualTo(nested(Json.MAX_DEPTH));
        for (String text : List.of(
                nested(Json.MAX_DEPTH + 1),
                nested(100_000),
                "[".repeat(100_000),
                "{\"a\":".repeat(100_000),
                "[".repeat(Json.MAX_DEPTH) + "{\"a\":1}" + "]".repeat(Json.MAX_DEPTH))) {
            assertThatThrownBy(() -> Json.parse(text))
                    .isInstanceOf(MalformedJsonException.class)
                    .hasMessageStartingWith("too deep or too long");
        }
    }

    @Test
    void numbersAreBounded() throws MalformedJsonException {
        assertThat(Json.parse("9".repeat(1000))).isEqualTo(new JsonNumber("9".repeat(1000)));
        assertThatThrownBy(() -> Json.parse("9".repeat(100_000)))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessageStartingWith("too deep or too long");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "-0.0",
                "1e400",
                "1E+2",
                "1e-400",
                "1.10",
                "9007199254740993",
                "123456789012345678901234567890",
                "0.1000000000000000055511151231257827",
                "-1e99999999999"
            })
    void numbersStayAsWritten(String number) throws MalformedJsonException {
        assertThat(Json.parse(number)).isEqualTo(new JsonNumber(number));
        assertThat(Json.parse("{\"n\":[" + number + "]}").toJson()).isEqualTo("{\"n\":[" + number + "]}");
    }

    @ParameterizedTest
    @CsvSource({
        "a byte of no character,   22ff22",
        "a cut character,          22c3",
        "a continuation alone,     22a922",
        "an overlong slash,        22c0af22",
        "a surrogate,              22eda08022",
        "beyond Unicode,           22f490808022",
        "UTF-16,                   feff00310032"
    })
    void invalidUtf8IsRefused(String what, String hex) {
        assertThatThrownBy(() -> Json.parse(HexFormat.of().parseHex(hex)))
                .as(what)
                .isInstanceOf(MalformedJsonException.class)
                .hasMessage("not valid UTF-8");
    }

    @Test
    void aByteOrderMarkIsRefused() {
        assertThatThrownBy(() -> Json.parseObject(HexFormat.of().parseHex("efbbbf7b7d")))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessage("not valid JSON at line 1, column 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\\ud800\"", "\"x\\udc00y\"", "\"\\udc00\\ud800\"", "{\"a\":\"\\\\\\udfff\"}"})
    void halvesOfSurrogatePairsSurviveAFile(String text) throws MalformedJsonException {
        JsonValue value = Json.parse(text);
        byte[] file = value.toJson().getBytes(StandardCharsets.UTF_8);
        assertThat(Json.parse(file)).isEqualTo(value);
        assertThat(value.toJson()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"\\ud83d\":1}", "{\"\\udc00\":1}", "{\"\\ud83dx\":1}"})
    void halvesOfSurrogatePairsAreNoKeys(String text) {
        assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void wholeSurrogatePairsAreWrittenAsTheyAre() throws MalformedJsonException {
        assertThat(Json.parse("\"\\ud83d\\ude00\"").toJson()).isEqualTo("\"\ud83d\ude00\"");
    }

    @Test
    void controlCharactersQuotesAndBackslashesAreEscaped() {
        assertThat(new JsonText("a\"b\\c\n\u0000\u001f\u007f/é").toJson())
                .isEqualTo("\"a\\\"b\\\\c\\n\\u0000\\u001F\u007f/é\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "\"{}\"", "null", "true"})
    void parseObjectTakesOnlyObjects(String text) {
        assertThatThrownBy(() -> Json.parseObject(text))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessage("not a JSON object");
        assertThatThrownBy(() -> Json.parseObject(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void indentedTextIsForPeople() throws MalformedJsonException {
        String text = Json.writeIndented(Json.parse("{\"a\":{\"b\":1},\"c\":[\"d\",true],\"e\":{},\"f\":[]}"));
        assertThat(text.lines())
                .containsExactly(
                        "{",
                        "  \"a\" : {",
                        "    \"b\" : 1",
                        "  },",
                        "  \"c\" : [ \"d\", true ],",
                        "  \"e\" : { },",
                        "  \"f\" : [ ]",
                        "}");
        assertThat(text).endsWith("}\n");
    }

    @Test
    void aLongTextIsReadWhole() throws MalformedJsonException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("{\"a\":\"".getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes("é".repeat(1_000_000).getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes("\"}".getBytes(StandardCharsets.US_ASCII));
        assertThat(Json.parseObject(bytes.toByteArray()).text("a", "")).hasSize(1_000_000);
    }
}
