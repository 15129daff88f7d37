package online.cloudtolocalllm.broker.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelNameTest {

    private static String in(String body) {
        ByteBuf bytes = Unpooled.copiedBuffer(body, StandardCharsets.UTF_8);
        try {
            return ModelName.in(bytes);
        } finally {
            bytes.release();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "{\"model\":\"tiny\",\"messages\":[]}       | tiny",
                "{\"messages\":[{\"model\":\"x\"}],\"model\":\"tiny\"} | tiny",
                "{\"name\":\"old\"}                         | old",
                "{\"name\":\"old\",\"model\":\"new\"}       | new",
                "{\"model\":\"\",\"name\":\"tiny\"}  | tiny",
                "{\"model\":\"a\\r\\nX-Evil: 1\"}           | aX-Evil:1",
                "{\"model\":\"tiny\",                       | tiny",
                "{\"model\":\"first\",\"model\":\"last\"}  | last",
                "{\"mod\\u0065l\":\"t\\u0069ny\"}         | tiny",
                "{\"a\":\"}\\\"{\",\"model\":\"tiny\"}       | tiny",
                "{\"a\":[\"model\",\"x\"],\"model\":\"tiny\"} | tiny",
                "{\"a\":\"model\",\"model\":\"tiny\"}      | tiny",
                " \t{ \"model\" : \"tiny\" }              | tiny",
            })
    void theModelIsFound(String body, String model) {
        assertThat(in(body)).isEqualTo(model);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {"{\"a\":{\"model\":\"x\"}}", "[{\"model\":\"x\"}]", "{\"model\":[\"x\"]}", "{\"model\":{\"a\":\"x\"}}", "{}", "[]", "not json", "{\"model\":7}", "{\"model\":null}", "\"model\""})
    void whereThereIsNoneThereIsNone(String body) {
        assertThat(in(body)).isEmpty();
    }

    @Property(tries = 200)
    void anyChunkingOfTheSameBodyGivesTheSame(@ForAll @IntRange(min = 1, max = 40) int piece) {
        byte[] body = ("{\"images\":[\"" + "A".repeat(200) + "\"],\"options\":{\"model\":\"no\"},\"model\":\"t\\u0069ny\"}")
                .getBytes(StandardCharsets.UTF_8);
        ModelName found = new ModelName();
        for (int at = 0; at < body.length; at += piece) {
            found.watch(Unpooled.wrappedBuffer(body, at, Math.min(piece, body.length - at)));
        }
        assertThat(found.found()).isEqualTo("tiny");
    }

    @Test
    void aNameThatIsNoneIsLeftOutAndNothingIsKeptOfIt() {
        assertThat(in("{\"model\":\"" + "x".repeat(100_000) + "\"}")).isEmpty();
        assertThat(in("{\"model\":\"" + "x".repeat(2_000) + "\"}")).hasSize(512);
    }

    @Property(tries = 200)
    void nothingThatIsSentMakesItFail(@ForAll byte[] bytes) {
        ByteBuf body = Unpooled.wrappedBuffer(bytes);
        assertThat(ModelName.in(body)).isNotNull();
        body.release();
    }
}
