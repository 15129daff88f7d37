package online.cloudtolocalllm.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRawTest {

    private static Optional<JsonRaw> raw(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return JsonRaw.of(bytes, 0, bytes.length);
    }

    @Test
    void isWrittenAsItIsBetweenOtherFields() {
        JsonRaw value = raw("{ \"a\":\r\n1.50 }").orElseThrow();
        JsonObject whole = JsonObject.builder()
                .put("id", "\ud800")
                .put("result", value)
                .put("list", JsonArray.of(java.util.List.of(1, value, value)))
                .put("end", true)
                .build();
        assertThat(whole.toJson())
                .isEqualTo("{\"id\":\"\\ud800\",\"result\":{ \"a\":  1.50 },"
                        + "\"list\":[1,{ \"a\":  1.50 },{ \"a\":  1.50 }],\"end\":true}");
        assertThat(value.toJson()).isEqualTo("{ \"a\":  1.50 }");
        assertThat(Json.write(value)).isEqualTo(value.toJson());
    }

    @Test
    void aLineWithItWithinAnObjectIsNotTooDeep() throws Exception {
        JsonRaw deepest = raw("[".repeat(30) + "]".repeat(30)).orElseThrow();
        assertThat(Json.parseObject(JsonObject.of("result", JsonObject.of("value", deepest))
                                .toJson())
                        .has("result"))
                .isTrue();
        assertThat(raw("[".repeat(31) + "]".repeat(31))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "1 2", "[1", "{\"a\":1,\"a\":2}", "\ufeff1", "Ollama is running", "NaN"})
    void whatIsNoValueIsNone(String text) {
        assertThat(raw(text)).isEmpty();
    }

    @Test
    void brokenUtf8IsNone() {
        assertThat(JsonRaw.of(new byte[] {'"', (byte) 0xff, '"'}, 0, 3)).isEmpty();
    }

    @Test
    void soManyNamesThatLookingAtThemWouldTakeTooMuchAreNone() {
        assertThat(raw(names(200_000))).isPresent();
        assertThat(raw(names(200_001))).isEmpty();
        String small = names(1000);
        assertThat(raw("[" + (small + ",").repeat(300) + small + "]")).isPresent();
    }

    private static String names(int count) {
        StringBuilder text = new StringBuilder("{\"n0\":0");
        for (int i = 1; i < count; i++) {
            text.append(",\"n").append(i).append("\":0");
        }
        return text.append('}').toString();
    }

    @Test
    void tellsAnObject() {
        assertThat(raw(" \n\t{}").orElseThrow().isObject()).isTrue();
        assertThat(raw(" [{}]").orElseThrow().isObject()).isFalse();
    }

    @Test
    void isEqualByItsText() {
        assertThat(raw("[1]")).isEqualTo(raw("[1]")).isNotEqualTo(raw("[ 1]"));
        assertThat(raw("[1]").hashCode()).isEqualTo(raw("[1]").hashCode());
        assertThat(raw("\"secret\"").orElseThrow().toString()).doesNotContain("secret");
    }
}
