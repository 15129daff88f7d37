package online.cloudtolocalllm.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class JsonProperties {

    @Provide
    Arbitrary<JsonValue> trees() {
        return JsonTrees.values();
    }

    @Property(tries = 300)
    void whatIsWrittenIsReadBack(@ForAll("trees") JsonValue tree) throws MalformedJsonException {
        assertThat(Json.parse(tree.toJson())).isEqualTo(tree);
        assertThat(Json.parse(tree.toJson().getBytes(StandardCharsets.UTF_8))).isEqualTo(tree);
        assertThat(tree.toJson()).doesNotContain("\n");
    }

    @Property(tries = 200)
    void indentingChangesNothingButSpace(@ForAll("trees") JsonValue tree) throws MalformedJsonException {
        byte[] file = Json.writeIndented(tree).getBytes(StandardCharsets.UTF_8);
        assertThat(Json.parse(file)).isEqualTo(tree);
        assertThat(Json.parse(file).toJson()).isEqualTo(tree.toJson());
    }

    @Property(tries = 1000)
    void anyTextIsReadOrRefused(@ForAll String text) {
        readOrRefused(text.getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 1000)
    void anyBytesAreReadOrRefused(@ForAll byte[] bytes) {
        readOrRefused(bytes);
    }

    @Property(tries = 50)
    void noBeginningOfAnObjectIsTakenForAWhole(@ForAll("trees") JsonValue tree) {
        String whole = JsonObject.of("a", tree).toJson();
        for (int end = 0; end < whole.length(); end++) {
            assertThat(isRead(whole.substring(0, end).getBytes(StandardCharsets.UTF_8)))
                    .isFalse();
        }
    }

    @Example
    void keysKeepTheirOrder() throws MalformedJsonException {
        assertThat(Json.parse("{\"z\":1,\"a\":2,\"m\":3}").toJson()).isEqualTo("{\"z\":1,\"a\":2,\"m\":3}");
    }

    private static void readOrRefused(byte[] bytes) {
        assertThat(isRead(bytes)).isIn(true, false);
    }

    private static boolean isRead(byte[] bytes) {
        try {
            Json.parse(bytes);
            return true;
        } catch (MalformedJsonException e) {
            assertThat(e.getMessage()).isNotBlank();
            return false;
        }
    }
}
