package online.cloudtolocalllm.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectTest {

    private static JsonObject read(String text) throws MalformedJsonException {
        return Json.parseObject(text);
    }

    @Test
    void fieldsOfTheRightKindAreFound() throws MalformedJsonException {
        JsonObject json =
                read("{\"t\":\"x\",\"i\":7,\"n\":1.5,\"f\":true,\"o\":{\"a\":1},\"a\":[\"p\",1,{\"b\":2},\"q\"]}");
        assertThat(json.text("t")).contains("x");
        assertThat(json.text("t", "y")).isEqualTo("x");
        assertThat(json.integer("i")).hasValue(7);
        assertThat(json.integer("n")).hasValue(1);
        assertThat(json.number("n")).hasValue(1.5);
        assertThat(json.flag("f", false)).isTrue();
        assertThat(json.object("o")).isEqualTo(JsonObject.of("a", 1));
        assertThat(json.array("a").texts()).containsExactly("p", "q");
        assertThat(json.array("a").objects()).containsExactly(JsonObject.of("b", 2));
        assertThat(json.get("t")).contains(new JsonText("x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"x\":null}"})
    void missingAndNullFieldsAreEmpty(String text) throws MalformedJsonException {
        JsonObject json = read(text);
        assertThat(json.text("x")).isEmpty();
        assertThat(json.text("x", "y")).isEqualTo("y");
        assertThat(json.integer("x")).isEmpty();
        assertThat(json.number("x")).isEmpty();
        assertThat(json.flag("x", true)).isTrue();
        assertThat(json.flag("x", false)).isFalse();
        assertThat(json.object("x")).isEqualTo(JsonObject.EMPTY);
        assertThat(json.array("x").items()).isEmpty();
    }

    @Test
    void fieldsOfAnotherKindAreEmpty() throws MalformedJsonException {
        JsonObject json = read("{\"s\":\"1\",\"n\":1,\"f\":true,\"o\":{},\"a\":[]}");
        for (String name : List.of("n", "f", "o", "a")) {
            assertThat(json.text(name)).as(name).isEmpty();
        }
        for (String name : List.of("s", "f", "o", "a")) {
            assertThat(json.integer(name)).as(name).isEmpty();
            assertThat(json.number(name)).as(name).isEmpty();
        }
        for (String name : List.of("s", "n", "o", "a")) {
            assertThat(json.flag(name, true)).as(name).isTrue();
        }
        assertThat(json.object("a")).isEqualTo(JsonObject.EMPTY);
        assertThat(json.array("o").items()).isEmpty();
    }

    @Test
    void aNullFieldIsThere() throws MalformedJsonException {
        assertThat(read("{\"x\":null}").has("x")).isTrue();
        assertThat(read("{\"x\":null}").get("x")).contains(JsonNull.NULL);
        assertThat(read("{}").has("x")).isFalse();
    }

    @Test
    void copiesLeaveTheOriginalAlone() {
        JsonObject original = JsonObject.of("a", 1, "b", 2);
        assertThat(original.with("a", "new").toJson()).isEqualTo("{\"a\":\"new\",\"b\":2}");
        assertThat(original.with("c", true).toJson()).isEqualTo("{\"a\":1,\"b\":2,\"c\":true}");
        assertThat(original.without("a").toJson()).isEqualTo("{\"b\":2}");
        assertThat(original.without("z")).isEqualTo(original);
        assertThat(original.toJson()).isEqualTo("{\"a\":1,\"b\":2}");
    }

    @Test
    void theMapIsCopiedAndClosed() {
        Map<String, JsonValue> fields = new LinkedHashMap<>(Map.of("a", JsonNull.NULL));
        JsonObject json = new JsonObject(fields);
        fields.clear();
        assertThat(json.has("a")).isTrue();
        assertThatThrownBy(() -> json.fields().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void theBuilderLeavesOutNullAndKeepsItsObjects() {
        JsonObject.Builder builder = JsonObject.builder().put("a", null).put("b", JsonNull.NULL);
        JsonObject first = builder.build();
        builder.put("c", List.of(1, "x", List.of(false)));
        assertThat(first.toJson()).isEqualTo("{\"b\":null}");
        assertThat(builder.build().toJson()).isEqualTo("{\"b\":null,\"c\":[1,\"x\",[false]]}");
    }

    @Test
    void valuesWithoutAJsonFormAreRefused() {
        assertThatThrownBy(() -> JsonObject.of("a", new Object())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> JsonArray.of(List.of(Map.of()))).isInstanceOf(IllegalArgumentException.class);
    }
}
