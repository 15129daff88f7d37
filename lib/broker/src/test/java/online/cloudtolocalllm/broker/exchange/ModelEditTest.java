package online.cloudtolocalllm.broker.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import online.cloudtolocalllm.protocol.json.JsonText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelEditTest {

    private static Optional<String> edit(ByteBuf body, String key, String asked, String there) {
        try {
            Optional<ByteBuf> edited = ModelEdit.apply(body, key, asked, there);
            assertThat(body.readerIndex()).isZero();
            return edited.map(bytes -> {
                String text = bytes.toString(StandardCharsets.UTF_8);
                assertThat(bytes.release() || body.refCnt() > 0).isTrue();
                return text;
            });
        } finally {
            assertThat(body.release()).as("nothing holds the body any more").isTrue();
        }
    }

    private static ByteBuf utf8(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "{\"model\":\"m\"}                          | {\"model\":\"new\"}",
                "{ \"a\" : 1.50, \"model\" : \"m\" , \"x\":[]}| { \"a\" : 1.50, \"model\" : \"new\" , \"x\":[]}",
                "{\"name\":\"m\"}                           | {\"name\":\"new\"}",
                "{\"name\":\"m\",\"model\":\"\"}            | {\"name\":\"new\",\"model\":\"\"}",
                "{\"name\":\"m\",\"model\":\"m\"}           | {\"name\":\"new\",\"model\":\"new\"}",
                "{\"name\":\"other\",\"model\":\"m\"}       | {\"name\":\"other\",\"model\":\"new\"}",
                "{\"model\":\"x\",\"model\":\"m\"}          | {\"model\":\"new\",\"model\":\"new\"}",
                "{\"Model\":\"m\"}                          | {\"Model\":\"new\"}",
                "{\"o\":{\"model\":\"m\"},\"model\":\"\\u006d\"} | {\"o\":{\"model\":\"m\"},\"model\":\"new\"}",
                "{\"messages\":[{\"content\":\"é\\u003c\uD83D\uDE00\"}],\"model\":\"m\"}"
                        + "| {\"messages\":[{\"content\":\"é\\u003c\uD83D\uDE00\"}],\"model\":\"new\"}",
                "\uFEFF{\"model\":\"m\"}                    | \uFEFF{\"model\":\"new\"}",
            })
    void onlyTheNameIsChanged(String body, String expected) {
        assertThat(edit(utf8(body), "model", "m", "new")).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "{\"model\":7}",
                "{\"model\":\"\"}",
                "{\"model\":\"m\"",
                "{\"model\":\"m",
                "{\"x\":{\"model\":\"m\"}}",
                "not json"
            })
    void whatNamesNoModelIsNotChanged(String body) {
        assertThat(edit(utf8(body), "model", "m", "new")).isEmpty();
    }

    @Test
    void otherEncodingsAreNotChanged() {
        assertThat(edit(Unpooled.copiedBuffer("{\"model\":\"m\"}", StandardCharsets.UTF_16LE), "model", "m", "new"))
                .isEmpty();
    }

    @Test
    void aCopyNamesItsSource() {
        assertThat(edit(utf8("{\"source\":\"m\",\"destination\":\"m2\"}"), "source", "m", "new"))
                .contains("{\"source\":\"new\",\"destination\":\"m2\"}");
    }

    @Property(tries = 300)
    void anyNameAnywhereInABodyOfAnyPieces(
            @ForAll @StringLength(min = 1, max = 30) String asked,
            @ForAll @StringLength(min = 1, max = 30) String there,
            @ForAll @StringLength(max = 9_000) String before,
            @ForAll @IntRange(min = 1, max = 64) int cut) {
        String front = "{\"x\": " + new JsonText(before).toJson() + ",\n \"model\" : ";
        String back = ", \"stream\":true }\n";
        byte[] bytes = (front + new JsonText(asked).toJson() + back).getBytes(StandardCharsets.UTF_8);
        int first = Math.min(cut, bytes.length);
        ByteBuf body = Unpooled.wrappedBuffer(
                Unpooled.copiedBuffer(bytes, 0, first), Unpooled.copiedBuffer(bytes, first, bytes.length - first));

        assertThat(edit(body, "model", asked, there)).contains(front + new JsonText(there).toJson() + back);
    }

    @Property(tries = 300)
    void nothingThatIsSentMakesItFail(@ForAll byte[] bytes) {
        ByteBuf body = Unpooled.buffer(bytes.length + 1).writeBytes(bytes);
        edit(body, "model", "m", "new");
    }
}
