package online.cloudtolocalllm.protocol.json;

import java.math.BigDecimal;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Arbitrary JSON trees: every kind of value, every character, in values also half surrogate pairs. */
final class JsonTrees {

    private JsonTrees() {}

    static Arbitrary<JsonValue> values() {
        return values(4);
    }

    /** Without edge cases, whose number would grow with every level. */
    private static Arbitrary<JsonValue> values(int depth) {
        if (depth == 0) {
            return leaves();
        }
        Arbitrary<JsonValue> inner = values(depth - 1);
        return Arbitraries.oneOf(
                        leaves(),
                        inner.list().ofMaxSize(3).map(JsonArray::new),
                        Arbitraries.maps(names(), inner).ofMaxSize(3).map(JsonObject::new))
                .withoutEdgeCases();
    }

    private static Arbitrary<JsonValue> leaves() {
        return Arbitraries.oneOf(
                texts().map(JsonText::new),
                Arbitraries.longs().map(JsonValue::of),
                Arbitraries.doubles().map(JsonValue::of),
                Arbitraries.bigDecimals()
                        .between(new BigDecimal("-1e30"), new BigDecimal("1e30"))
                        .map(JsonValue::of),
                Arbitraries.of(new JsonFlag(true), new JsonFlag(false)),
                Arbitraries.just(JsonNull.NULL));
    }

    private static Arbitrary<String> names() {
        return texts().filter(text ->
                text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.chars()
                .range(Character.MIN_VALUE, Character.MAX_VALUE)
                .list()
                .ofMaxSize(8)
                .map(chars -> {
                    StringBuilder text = new StringBuilder();
                    chars.forEach(text::append);
                    return text.toString();
                });
    }
}
